// One view in a page of somebody else (?embed=true): it says how high it is, and leads to the whole monitor.
// docs/inbedden.md tells how a page does that.
(() => {
  "use strict";
  if (new URLSearchParams(location.search).get("embed") !== "true") return;
  document.documentElement.classList.add("ingebed");

  // The same view with everything around it: this address without what makes it one that stands in another page.
  const whole = () => {
    const url = new URL(location.href);
    for (const name of ["embed", "embed_options"]) url.searchParams.delete(name);
    return url.href;
  };
  const foot = document.createElement("footer");
  foot.className = "ingebed-voet";
  const link = document.createElement("a");
  link.target = "_blank";
  link.rel = "noopener";
  // The scripts stand before the name of the monitor in the head of the page.
  addEventListener("DOMContentLoaded", () => {
    const site = document.querySelector("meta[name=application-name]").content;
    link.textContent = `Bekijk en kies verder in de ${site} (opent in een nieuw tabblad)`;
  });
  foot.append(link);

  // The height of what is shown, not of the frame: else it never becomes smaller.
  const TOLD = "sociale-monitor-hoogte";
  let told = 0;
  const tell = () => {
    if (link.href !== whole()) link.href = whole();
    const shown = document.querySelector('[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"]');
    if (!shown || window.parent === window) return;
    const main = shown.closest('[data-testid="stMain"]');
    const below = shown.getBoundingClientRect().bottom - main.getBoundingClientRect().top + main.scrollTop;
    // In a narrow frame the link takes more lines; the contents leave room for it (shell.css).
    const room = Math.ceil(foot.getBoundingClientRect().height) + 8;
    document.documentElement.style.setProperty("--ingebed-voet", `${room}px`);
    const height = Math.ceil(below) + room;
    if (height === told) return;
    told = height;
    // To whom is no secret: it is a number, and the policy of this page says in whose pages it may stand.
    window.parent.postMessage({ type: TOLD, height }, "*");
  };
  const sizes = new ResizeObserver(tell);
  addEventListener("DOMContentLoaded", () => {
    document.body.append(foot);
    sizes.observe(foot);
    new MutationObserver(() => {
      const shown = document.querySelector('[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"]');
      if (shown) sizes.observe(shown);
      tell();
    }).observe(document.body, { subtree: true, childList: true });
  });
})();
