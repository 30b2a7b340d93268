"""How fast the monitor is, as ratios against an empty Streamlit app measured in the same run."""
