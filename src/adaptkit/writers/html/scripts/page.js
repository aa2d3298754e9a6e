"use strict";
// What makes reading easier, and is needed for nothing: Escape closes the menus, and the list of the page's
// sections is open where there is room beside the text, and says which one is being read.
addEventListener("keydown", (pressed) => {
  if (pressed.key !== "Escape") return;
  for (const menu of document.querySelectorAll(".tools details[open]")) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});
const room = matchMedia("(min-width: 75rem)");
const list = document.querySelector(".here details");
if (list) {
  const unfold = () => { list.open = room.matches; };
  room.addEventListener("change", unfold);
  unfold();
}
const places = [...document.querySelectorAll(".here a")]
  .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
  .filter(([, place]) => place);
let waiting = false;
function tell() {
  waiting = false;
  const line = innerHeight / 3;
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const read = places.filter(([, place]) => place.getBoundingClientRect().top <= line);
  const [now] = (atEnd ? places : read).at(-1) ?? [];
  for (const [link] of places) {
    if (link === now) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}
if (places.length) {
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(tell); } }, { passive: true });
  addEventListener("resize", tell);
  tell();
}
