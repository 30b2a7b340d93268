// What Streamlit's elements do not say of themselves: which part of the page is what, and what a stop of the keyboard is.
// Streamlit draws the page, so this looks at it again after every change; it sets attributes, and the focus to what was opened.
(() => {
  "use strict";

  // A map to zoom in is drawn with WebGL 2. To try that takes up to a quarter of a second: only when such a map is offered, or asked
  // for in the address; then it is told to the server before the page asks for anything, and only where there is none.
  const ZOOM = "st-key-kaart_inzoomen";
  let tried = false;
  const tryWebGL = () => {
    tried = true;
    const drawing = document.createElement("canvas").getContext("webgl2");
    drawing?.getExtension("WEBGL_lose_context")?.loseContext();
    document.documentElement.classList.toggle("zonder-webgl", !drawing);
    try {
      const before = document.cookie.includes("webgl=nee");
      if (!drawing || before) {
        document.cookie = `webgl=${drawing ? "ja" : "nee"}; SameSite=Lax; Path=/; Max-Age=${drawing ? 0 : 2592000}`;
      }
    } catch { /* no cookies: the map is sent as to everyone */ }
  };
  if (new URLSearchParams(location.search).has("inzoomen") || document.cookie.includes("webgl=nee")) tryWebGL();

  // On a narrow screen a page is another page (ui/parts/screen.py): told to the server likewise. Nobody is known by it.
  try {
    const narrow = innerWidth <= 640;
    if (narrow !== document.cookie.includes("smal=ja")) {
      document.cookie = `smal=ja; SameSite=Lax; Path=/; Max-Age=${narrow ? 2592000 : 0}`;
    }
  } catch { /* no cookies: by what the browser says of itself */ }

  // Who has read how to read it sees it no more (ui/overzicht/draw.py): remembered in this browser alone, and known before the
  // page is drawn, so that nothing jumps.
  const READ = "uitleg-gelezen";
  try {
    if (localStorage.getItem(READ) === "ja") document.documentElement.classList.add(READ);
  } catch { /* no storage: it is shown every time */ }
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".st-key-begrepen button")) return;
    document.documentElement.classList.add(READ);
    try { localStorage.setItem(READ, "ja"); } catch { /* until the page is opened again */ }
    document.querySelector(".st-key-inhoud")?.focus({ preventScroll: true });
  }, true);

  // The key of a container on the page (ui/frame.py) -> its role and name.
  const PARTS = {
    band: { role: "region", "aria-label": "Naam van de site, menu en keuzes" },
    menu: { role: "navigation", "aria-label": "Pagina's" },
    keuze: { role: "region", "aria-label": "Uw gemeente en waarmee u vergelijkt" },
    inhoud: { role: "main", tabindex: "-1" },
    uitleg: { role: "region", "aria-label": "Zo leest u dit" },
    uitleg_gevraagd: { role: "region", "aria-label": "Zo leest u dit" },
    voet: { role: "contentinfo" },
  };
  // Elements of Streamlit without a role or a name of their own.
  const NAMES = {
    ".deck-events-root": {
      role: "application",
      "aria-label": "Kaart. Met de pijltjestoetsen schuift u, met plus en min zoomt u. Kiezen kan in de lijst hierna.",
    },
    // The page scrolls in one and a table in the other: they can have the focus, but are no stops of their own.
    '[data-testid="stMain"]': { tabindex: "-1" },
    ".dvn-scroller": { tabindex: "-1" },
  };
  // What opens above the page is outside every part of it.
  const OPENED = '[data-testid="stPopoverBody"], [role="listbox"], [role="menu"]';

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  };

  // A chart that stays is named by what stands before it (ui/parts/steady_chart.py), at once: not only when a picture is drawn.
  const nameCharts = () => {
    for (const words of document.querySelectorAll(".beschrijving")) {
      const next = words.closest('[data-testid="stElementContainer"]')?.nextElementSibling;
      const chart = next?.querySelector('[data-testid="stVegaLiteChart"]');
      if (chart) set(chart, { role: "img", "aria-label": words.textContent });
    }
  };

  const look = () => {
    for (const [key, attributes] of Object.entries(PARTS)) {
      const part = document.querySelector(`.st-key-${key}`);
      if (part) set(part, attributes);
    }
    for (const [selector, attributes] of Object.entries(NAMES)) {
      for (const element of document.querySelectorAll(selector)) set(element, attributes);
    }
    for (const box of document.querySelectorAll(".st-key-keuze input")) set(box, { title: box.value || box.placeholder });
    // The cells of a table are drawn; what stands in them for who hears the page has the name of the table.
    for (const drawn of document.querySelectorAll('[data-testid="stDataFrame"] canvas[tabindex]')) {
      const table = drawn.closest("[aria-label]")?.getAttribute("aria-label") ?? drawn.closest('[role="region"]')?.ariaLabel;
      if (table) set(drawn, { role: "group", "aria-label": `${table}. Met de pijltjestoetsen gaat u door de cellen.` });
    }
    // Streamlit writes the menu anew with every choice: who was in it with the keys goes on from the same word.
    if (inMenu && document.activeElement === document.body) {
      const words = [...document.querySelectorAll(".menu :is(a, summary)")].filter((one) => one.checkVisibility());
      (words.find((one) => one.textContent === inMenu) ?? words.at(-1))?.focus({ preventScroll: true });
    }
    const here = location.pathname.replace(/\/$/, "");
    for (const link of document.querySelectorAll(".st-key-menu a")) {
      const current = new URL(link.href).pathname.replace(/\/$/, "") === here;
      if (current) set(link, { "aria-current": "page" });
      else link.removeAttribute("aria-current");
    }
    for (const opened of document.querySelectorAll(OPENED)) {
      if (opened.dataset.testid === "stPopoverBody" && !opened.hasAttribute("tabindex")) {
        set(opened, { tabindex: "0" });
        // Who opened it goes on in it; else the tab key closes it, and what does not fit cannot be reached.
        if (document.activeElement?.getAttribute("aria-expanded") === "true") opened.focus({ preventScroll: true });
      }
      let above = opened;
      while (above.parentElement && above.parentElement !== document.body) above = above.parentElement;
      if (above.id !== "root" && !above.hasAttribute("role")) {
        // A list that opens in a part that opened: each has a name of its own.
        const others = document.querySelectorAll('body > [role="region"][aria-label^="Geopend"]').length;
        set(above, { role: "region", "aria-label": others ? `Geopend, deel ${others + 1}` : "Geopend" });
      }
    }
  };

  // Whose list is open: what the search finds is longer than what is typed (shell.css).
  for (const kind of ["focusin", "focusout"]) {
    document.addEventListener(kind, (event) => document.documentElement.classList.toggle(
      "zoekt", kind === "focusin" && Boolean(event.target.closest?.(".st-key-zoek_overal")),
    ));
  }

  // What was searched for comes in sight once it is there: on a page of many figures it opens far below, and on a phone the part
  // with the search lies over it.
  const running = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";
  const showOpened = () => {
    const opened = document.querySelector(".st-key-sluiten");
    const top = opened?.getBoundingClientRect().top;
    if (top < 0 || top > 0.7 * innerHeight) opened.closest('[data-testid="stHorizontalBlock"], [data-testid="stLayoutWrapper"]').scrollIntoView();
  };
  const searched = () => {
    let ran = false;
    const began = Date.now();
    const wait = setInterval(() => {
      ran ||= running();
      const waited = Date.now() - began;
      if (waited < 8000 && (running() || (!ran && waited < 1500))) return;
      clearInterval(wait);
      document.querySelector('.st-key-keuze button[aria-expanded="true"]')?.click();
      showOpened();
    }, 100);
  };
  // So does what a link opens, but for who comes back to it or reads on already; a frame would scroll the page around it.
  const linked = new URLSearchParams(location.search).has("indicator");
  if (linked && performance.getEntriesByType("navigation")[0]?.type === "navigate") {
    const came = Date.now();
    const wait = setInterval(() => {
      const there = document.querySelector(".st-key-sluiten") && !running();
      if (!there && Date.now() - came < 8000) return;
      clearInterval(wait);
      const begun = document.querySelector('[data-testid="stMain"]')?.scrollTop;
      if (there && !begun && !document.documentElement.classList.contains("ingebed")) showOpened();
    }, 100);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.closest?.(".st-key-zoek_overal")) searched();
  }, true);
  document.addEventListener("pointerup", (event) => {
    const found = event.target.closest?.('[data-testid="stSelectboxVirtualDropdown"] li');
    if (found && document.documentElement.classList.contains("zoekt")) searched();
  }, true);

  // A link in a table (ui/parts/reading_table.py), in the menu or in the colophon (ui/parts/page_links.py) leads to a page of the
  // site without loading it all anew. Streamlit listens to the steps of the history.
  let opened = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".tabel a[href], a.pagina");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    link.closest(".menu details")?.removeAttribute("open");
    const same = new URL(link.href).pathname === location.pathname;
    opened = same && link.closest(".tabel") && {
      table: nameOf(link), row: link.textContent, scrolled: link.closest(".tabel").scrollTop, y: link.getBoundingClientRect().y,
    };
    const main = document.querySelector('[data-testid="stMain"]');
    if (!same) left.set(location.href, main.scrollTop);
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    // What a row of a table opens stands there; all else begins at the top.
    if (!opened) main.scrollTo(0, 0);
  });

  // The word of the menu that has the focus.
  let inMenu = null;
  document.addEventListener("focusin", (event) => {
    inMenu = event.target.closest?.(".menu") ? event.target.textContent : null;
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.(".menu")) inMenu = null;
  }, true);
  // What opens below a word of the menu closes as any menu does.
  const closeMenu = (except) => {
    for (const part of document.querySelectorAll(".menu details[open]")) if (part !== except) part.removeAttribute("open");
  };
  document.addEventListener("click", (event) => closeMenu(event.target.closest?.(".menu details")));
  document.addEventListener("focusin", (event) => closeMenu(event.target.closest?.(".menu details")));
  document.addEventListener("keydown", (event) => {
    const part = event.key === "Escape" && document.querySelector(".menu details[open]");
    if (!part) return;
    if (part.contains(document.activeElement)) part.querySelector("summary").focus();
    closeMenu();
  });

  // Who comes back from there goes on where the link was.
  const left = new Map();
  addEventListener("popstate", (event) => {
    const top = event.isTrusted && left.get(location.href);
    if (!top) return;
    const began = Date.now();
    let ran = false;
    const wait = setInterval(() => {
      const main = document.querySelector('[data-testid="stMain"]');
      ran ||= running();
      const made = document.querySelector(".tabel") || (ran && !running());
      const there = made && main.scrollHeight - main.clientHeight >= top;
      if (there) main.scrollTo(0, top);
      if (there || Date.now() - began > 5000) clearInterval(wait);
    }, 100);
  });

  // The head of a column sorts the table: numbers from high to low and texts from a to z, and the second time the other way.
  const nameOf = (part) => part.closest(".tabel").getAttribute("aria-label");
  const sorted = new Map();
  const sort = (head, order) => {
    const cell = (row) => row.cells[head.cellIndex];
    const number = (row) => parseFloat(cell(row).dataset.getal);
    const sign = order === "ascending" ? 1 : -1;
    const compare = head.classList.contains("getal")
      // What has no figure stays below.
      ? (one, other) => isNaN(number(one)) - isNaN(number(other)) || sign * (number(one) - number(other) || 0)
      : (one, other) => sign * cell(one).textContent.localeCompare(cell(other).textContent, "nl");
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const body = head.closest("table").tBodies[0];
    body.append(...[...body.rows].sort(compare));
  };
  document.addEventListener("click", (event) => {
    const head = event.target.closest?.(".tabel th button")?.closest("th");
    if (!head) return;
    const highFirst = head.classList.contains("getal") && !head.dataset.laag;
    const [first, second] = highFirst ? ["descending", "ascending"] : ["ascending", "descending"];
    const order = head.getAttribute("aria-sort") === first ? second : first;
    sorted.set(nameOf(head), { column: head.textContent, order });
    sort(head, order);
  });
  // A table that is drawn anew, as when a row of it is opened, keeps its order, its place and the focus.
  const keepTables = () => {
    for (const table of document.querySelectorAll(".tabel:not([data-gezien])")) {
      table.dataset.gezien = "ja";
      const { column, order } = sorted.get(table.getAttribute("aria-label")) ?? {};
      const head = column && [...table.querySelectorAll("thead th")].find((one) => one.textContent === column);
      if (head) sort(head, order);
      if (opened?.table === table.getAttribute("aria-label")) {
        table.scrollTop = opened.scrolled;
        const link = [...table.querySelectorAll("a")].find((one) => one.textContent === opened.row);
        if (link) {
          if (document.activeElement === document.body) link.focus({ preventScroll: true });
          document.querySelector('[data-testid="stMain"]')?.scrollBy(0, link.getBoundingClientRect().y - opened.y);
        }
        opened = null;
      }
    }
  };

  // What the pointer is told on the map stays within it: deck.gl puts it right below the pointer, also where there is no room.
  const keepWithin = (told) => {
    const room = told.closest('[data-testid="stDeckGlJsonChart"]')?.getBoundingClientRect();
    const box = told.getBoundingClientRect();
    if (!room || !box.width) return;
    const [, across = 0, down = 0] = /^(-?[\d.]+)px(?: (-?[\d.]+)px)?$/.exec(told.style.translate) ?? [];
    const left = box.left - across;
    const bottom = box.bottom - down;
    const x = Math.max(room.left - left, Math.min(0, room.right - left - box.width));
    // Above the pointer: below it begins as far from it as its own margin.
    const y = bottom > room.bottom ? -box.height - 2 * parseFloat(getComputedStyle(told).marginTop) : 0;
    if (Math.abs(x - across) > 0.5 || Math.abs(y - down) > 0.5) told.style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
  };
  // The figure in it: the map has the shapes and the colours, and the texts are fetched when the pointer is there.
  const texts = new Map();
  const tellFigure = (told) => {
    for (const figure of told.querySelectorAll("[data-bij]:empty")) {
      const { cijfer, jaar, bij } = figure.dataset;
      if (!texts.has(bij)) {
        texts.set(bij, {});
        fetch(bij)
          .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
          .then((known) => { texts.set(bij, known); tellFigure(told); keepWithin(told); })
          .catch(() => texts.delete(bij));
      }
      figure.textContent = texts.get(bij)?.[cijfer]?.[jaar] ?? "";
    }
  };
  const kept = new WeakSet();
  const keepTooltips = () => {
    for (const told of document.querySelectorAll(".deck-tooltip")) {
      if (kept.has(told)) continue;
      kept.add(told);
      const changed = () => { tellFigure(told); keepWithin(told); };
      new MutationObserver(changed).observe(told, { attributeFilter: ["style"], childList: true });
      changed();
    }
  };

  let planned = false;
  const plan = () => {
    nameCharts();
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => { planned = false; look(); keepTooltips(); keepTables(); });
    if (!tried && document.querySelector(`.${ZOOM}`)) {
      tried = true;
      (window.requestIdleCallback ?? setTimeout)(tryWebGL);
    }
  };
  // Classes too: an element of Streamlit gets the key of another part when the page is drawn over the one before.
  new MutationObserver(plan).observe(document, { subtree: true, childList: true, attributeFilter: ["class"] });

  // Who did not touch anything yet scrolls the page with the keys all the same.
  const SCROLLS = ["PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End", " "];
  document.addEventListener("keydown", (event) => {
    if (document.activeElement === document.body && SCROLLS.includes(event.key)) {
      document.querySelector('[data-testid="stMain"]')?.focus({ preventScroll: true });
    }
  }, true);

  // From what was opened, without anything to go to in it, the way goes on at the button that opened it.
  document.addEventListener("keydown", (event) => {
    const opened = event.key === "Tab" && event.target.matches?.('[data-testid="stPopoverBody"]') ? event.target : null;
    if (opened && (event.shiftKey || !opened.querySelector('a[href], button, input, [tabindex="0"]'))) {
      document.querySelector('[data-testid="stPopoverButton"][aria-expanded="true"]')?.focus({ preventScroll: true });
      if (event.shiftKey) event.preventDefault();
    }
  }, true);

  // In front of a room (ui/present/screen.py) the keys and the clicker go through the screens. Before the letters below are
  // taken away.
  const showing = () => document.querySelector(".st-key-scherm, .st-key-spreker");
  const stepTo = (direction) => {
    const [back, on] = document.querySelectorAll(".st-key-scherm_stappen a");
    const link = direction < 0 ? back : on;
    if (link && !link.hasAttribute("disabled")) link.click();
  };
  const clock = () => {
    const running = document.querySelector("body > .klok");
    if (running) { running.remove(); clearInterval(clock.ticking); return; }
    const shown = ours("klok", { role: "timer" });
    const began = Date.now();
    const tick = () => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    tick();
    clock.ticking = setInterval(tick, 1000);
  };
  const KEYS = {
    ArrowRight: () => stepTo(1), ArrowDown: () => stepTo(1), PageDown: () => stepTo(1), " ": () => stepTo(1),
    ArrowLeft: () => stepTo(-1), ArrowUp: () => stepTo(-1), PageUp: () => stepTo(-1), Backspace: () => stepTo(-1),
    b: () => document.documentElement.classList.toggle("zwart"),
    ".": () => document.documentElement.classList.toggle("zwart"),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    t: clock,
    q: () => document.querySelector('.st-key-scherm_stappen [data-testid="stPopoverButton"]')?.click(),
    // Of what is black or open first, then of the presentation: the last link is the one that closes it.
    Escape: () => (document.documentElement.classList.contains("zwart") ? KEYS.b() : [...document.querySelectorAll(".st-key-scherm_stappen a")].pop()?.click()),
  };
  window.addEventListener("keydown", (event) => {
    const does = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!does || !showing() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, [contenteditable]")) return;
    if (event.key === "Escape" && document.querySelector('[data-testid="stPopoverBody"]')) return;
    if (event.key === " " && event.target.closest?.("a, button")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    does();
  }, true);
  let touched = null;
  document.addEventListener("touchstart", (event) => { touched = event.changedTouches[0]; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    const there = event.changedTouches[0];
    const [x, y] = touched ? [there.clientX - touched.clientX, there.clientY - touched.clientY] : [0, 0];
    if (document.querySelector(".st-key-scherm") && Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) stepTo(x < 0 ? 1 : -1);
  }, { passive: true });

  // The beamer and the presenter's own screen, two windows of one browser, show the same number of the same line.
  const place = (address) => {
    const query = new URL(address).searchParams;
    const number = Number(query.get("beeld") ?? 1);
    const room = query.get("kamer") ?? "";
    for (const name of ["beeld", "modus", "kamer"]) query.delete(name);
    query.sort();
    return { line: query.toString(), number, room };
  };
  const windows = new BroadcastChannel("presentatie");
  let following = false;
  let wanted = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".st-key-scherm_stappen a[href]");
    if (!link || link.hasAttribute("disabled") || !link.href.includes("modus=") || following) return;
    wanted = null;
    windows.postMessage(place(link.href));
  }, true);
  const behind = () => {
    const here = place(location.href);
    return wanted && showing() && here.line === wanted.line && here.number !== wanted.number ? wanted.number - here.number : 0;
  };
  const outside = () => {
    const here = place(location.href);
    return wanted?.room && showing() && here.line === wanted.line && here.room !== wanted.room;
  };
  const jump = () => {
    const there = new URL(location.href);
    there.searchParams.set("beeld", wanted.number);
    if (wanted.room) there.searchParams.set("kamer", wanted.room);
    location.assign(there);
  };
  windows.addEventListener("message", ({ data }) => {
    wanted = data;
    if (outside()) { jump(); return; }
    const steps = behind();
    if (!steps) return;
    following = true;
    if (Math.abs(steps) === 1) stepTo(steps); else jump();
    following = false;
    // A page that was just being made may lose a step.
    setTimeout(() => { if (wanted === data && behind()) jump(); }, 3000);
  });

  // Who leads opens a room without taking a step: the beamer goes in too.
  let room = "";
  setInterval(() => {
    if (!document.querySelector(".st-key-spreker")) return;
    const here = place(location.href);
    if (here.room && here.room !== room) windows.postMessage(here);
    room = here.room;
  }, 1000);

  // Streamlit runs the page again at "r" and more at other letters, wherever the focus is: who speaks to the computer, or
  // touches a key by accident, did not ask for that (WCAG 2.1.4). Where letters are for typing or choosing, they stay.
  window.addEventListener("keydown", (event) => {
    const letter = event.isTrusted && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const typing = 'input, textarea, canvas, [contenteditable], [role="listbox"], [role="menu"], [role="grid"]';
    if (letter && event.key !== " " && !event.target.closest?.(typing)) event.stopImmediatePropagation();
  }, true);

  // Have the server make the page again with the choices of the reader: Streamlit's own key for that.
  const again = () => {
    for (const kind of ["keydown", "keyup"]) {
      document.body.dispatchEvent(new KeyboardEvent(kind, { key: "r", bubbles: true }));
    }
  };

  // The colours of the page change with the device at once; charts and maps are drawn anew by the server.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(again, 300));

  // A page that lost its server and found one again is known to that one only when it made the page: without it a
  // download has nothing to come from. Not all readers in the same moment.
  let lost = false;
  new MutationObserver((changes) => {
    lost ||= changes.some((change) => change.oldValue === "CONNECTED");
    if (!lost || document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState !== "CONNECTED") return;
    lost = false;
    setTimeout(again, 100 + 900 * Math.random());
  }).observe(document, { subtree: true, attributeFilter: ["data-test-connection-state"], attributeOldValue: true });

  // A line of text of ours beside Streamlit's page: the one that is there, or a new one.
  const ours = (name, attributes) => {
    let line = document.querySelector(`body > .${name}`);
    if (!line) {
      line = document.createElement("div");
      line.className = name;
      set(line, attributes);
      document.body.append(line);
    }
    return line;
  };

  // What happened is said, for who sees it and who hears it, and goes away by itself.
  const tell = (text) => {
    const told = ours("melding", { role: "status" });
    told.textContent = text;
    clearTimeout(tell.later);
    tell.later = setTimeout(() => { told.textContent = ""; }, 4000);
  };

  // A sheet of paper says from where and when it is, and which sheet it is: in its margin, where the browser can write
  // there, else at the foot of the page, over what may stand there.
  const margin = new CSSStyleSheet();
  addEventListener("beforeprint", () => {
    const today = new Date().toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
    const text = `${document.querySelector("meta[name=application-name]").content} · ${today} · ${location.href}`;
    const font = 'font: 8pt "Source Sans", sans-serif; color: #0d141b';
    margin.replaceSync(`@page {
      @bottom-left { content: ${JSON.stringify(text)}; ${font}; width: 90%; text-align: left; overflow-wrap: anywhere; }
      @bottom-right { content: counter(page) " van " counter(pages); ${font}; }
    }`);
    if (!margin.cssRules[0].cssText.includes("@bottom")) ours("afdruk", { "aria-hidden": "true" }).textContent = text;
    else if (!document.adoptedStyleSheets.includes(margin)) document.adoptedStyleSheets.push(margin);
  });

  // The link to this very view is copied. A browser gives its clipboard to safe addresses (https) only; else the old way.
  const copied = (text) => navigator.clipboard?.writeText(text) ?? new Promise((done, failed) => {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const went = document.execCommand("copy");
    field.remove();
    if (went) done(); else failed();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".st-key-acties a[href]");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      copied(link.href).then(
        () => tell("Het adres van dit beeld is gekopieerd."),
        () => tell("Kopiëren lukt niet in deze browser. Open de link met de rechtermuisknop en kopieer het adres."),
      );
    }
  }, true);

  // Streamlit's link to the contents leads to all of the page, the menu too.
  document.addEventListener("click", (event) => {
    const contents = document.querySelector(".st-key-inhoud");
    if (contents && event.target.closest?.('[data-testid="stSkipToContent"]')) {
      event.preventDefault();
      event.stopPropagation();
      contents.focus({ preventScroll: true });
      contents.scrollIntoView({ block: "start" });
    }
  }, true);
})();
