// Shows of all editions those whose name, in any of the languages in which it stands here, holds what was typed.
const box = document.getElementById("search");
const field = document.getElementById("words");
const state = document.getElementById("found");
const items = [...document.querySelectorAll(".editions > ul > li")].map((item) => [item, fold(`${item.textContent} ${item.dataset.names}`)]);
let told;
function answer() {
  const words = wordsOf(fold(field.value));
  let count = 0;
  for (const [item, text] of items) {
    item.hidden = !words.every((word) => text.includes(word));
    if (!item.hidden) count += 1;
  }
  const said = !words.length ? "" : count ? state.dataset.some.replace("{n}", count) : state.dataset.none;
  clearTimeout(told);
  told = setTimeout(() => { state.textContent = said; }, 250);
}
box.hidden = false;
field.addEventListener("input", answer);
addEventListener("pageshow", () => { if (field.value) answer(); });
