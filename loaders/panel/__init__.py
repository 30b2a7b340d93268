"""Survey answers of persons become percentages per gemeente and group, and nothing that tells of a person leaves."""
