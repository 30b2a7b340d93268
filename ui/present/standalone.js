"use strict";
const screens = [...document.querySelectorAll("section")];
let at = Math.min(Math.max(Number(location.hash.slice(1)) || 1, 1), screens.length) - 1;
const show = () => {
  screens.forEach((screen, number) => screen.classList.toggle("now", number === at));
  history.replaceState(null, "", `#${at + 1}`);
};
const step = (by) => { at = Math.min(Math.max(at + by, 0), screens.length - 1); show(); };
const full = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
const keys = {
  ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1), " ": () => step(1),
  ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1), Backspace: () => step(-1),
  Home: () => step(-screens.length), End: () => step(screens.length),
  b: () => document.body.classList.toggle("black"), ".": () => document.body.classList.toggle("black"), f: full,
};
addEventListener("keydown", (event) => {
  const does = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  does();
});
let touched = null;
addEventListener("touchstart", (event) => { touched = event.changedTouches[0]; });
addEventListener("touchend", (event) => {
  const by = touched ? event.changedTouches[0].clientX - touched.clientX : 0;
  if (Math.abs(by) > 60) step(by < 0 ? 1 : -1);
});
if (screens.length) { document.body.classList.add("plays"); show(); }
