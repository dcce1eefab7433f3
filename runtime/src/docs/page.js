"use strict";
const root = document.documentElement;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
root.classList.add("on");

// Light or dark, remembered where that is allowed.
{
  const known = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const remember = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* a private window */ } };
  root.style.colorScheme = known() ?? "";
  document.getElementById("theme").addEventListener("click", () => {
    const given = root.style.colorScheme;
    const dark = given === "dark" || (given === "" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.style.colorScheme = dark ? "light" : "dark";
    remember(root.style.colorScheme);
  });
}

// On a narrow screen the list of operations waits until it is asked for.
if (matchMedia("(max-width: 60rem)").matches) document.getElementById("menu").open = false;

// Puts the description of a schema with a name in the place where it is looked at.
const fill = (details) => {
  const body = document.getElementById(details.dataset.from)?.querySelector(".body");
  if (!body) return;
  delete details.dataset.from;
  const copy = body.cloneNode(true);
  all("[id]", copy).forEach((element) => element.removeAttribute("id"));
  all("details", copy).forEach((inner) => { inner.open = false; });
  details.querySelector("p").replaceWith(copy);
};
document.addEventListener("toggle", ({ target }) => {
  if (!target.open) return;
  if (target.dataset.from) fill(target);
  if (target.parentElement.matches("article")) all("details[open][data-from]", target).forEach(fill);
}, true);

// What a link leads to is opened.
const mark = (id) => all("nav a").forEach((link) => {
  if (link.hash === `#${id}`) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
});
const open = () => {
  const target = document.getElementById(location.hash.slice(1));
  const details = target?.querySelector(":scope > details");
  if (!details) return;
  details.open = true;
  mark(target.id);
  target.scrollIntoView();
};
addEventListener("hashchange", open);
open();

// What a reader opens becomes the address. This is done at the click: a `toggle` comes later, when the address may
// already be that of another link.
document.addEventListener("click", ({ target }) => {
  const details = target.closest("article > details > summary")?.parentElement;
  if (details && !details.open) {
    mark(details.parentElement.id);
    history.replaceState(null, "", `#${details.parentElement.id}`);
  }
  // A link to where the reader is already changes no address, but what it leads to may be closed.
  if (target.closest("a")?.hash === location.hash) open();
});

// Search, over methods, paths and summaries of operations and names of schemas.
{
  const search = document.getElementById("search");
  const links = new Map(all("nav li").map((item) => [item.firstElementChild.hash.slice(1), item]));
  const articles = all("article").map((article) =>
    ({ article, text: article.querySelector("summary").textContent.toLowerCase() }));
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { article, text } of articles) {
      article.hidden = !words.every((word) => text.includes(word));
      const link = links.get(article.id);
      if (link) link.hidden = article.hidden;
    }
    document.getElementById("none").hidden = articles.some(({ article }) => !article.hidden);
  };
  search.addEventListener("input", filter);
  search.addEventListener("keydown", ({ key }) => {
    const first = articles.find(({ article }) => !article.hidden);
    if (key === "Enter" && first) location.hash = first.article.id;
    if (key === "Escape") { search.value = ""; filter(); }
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    document.getElementById("menu").open = true;
    search.focus();
  });
}
