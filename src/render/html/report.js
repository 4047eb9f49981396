// Filters the findings of a report, and opens what a link leads to. Without it the page is complete; it stores nothing,
// changes no address and asks for nothing.
"use strict";
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const open = (element) => {
    for (let around = element; around; around = around.parentElement) {
      if (around.tagName === "DETAILS") around.open = true;
    }
  };
  const follow = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    open(target);
    if (target.closest("[hidden]")) reset();
    target.scrollIntoView();
  };

  // Browsers that print closed parts as they are get open ones, and what was closed is closed again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach((part) => { part.open = false; });
    opened = [];
  });

  const form = document.getElementById("filter");
  let reset = () => {};
  if (form) {
    const result = document.getElementById("filter-result");
    const facets = all("[data-facet]", form);
    const path = form.querySelector("[data-page-filter]");
    const marks = new Map();
    for (const mark of all("[data-mark]")) {
      const id = "f-" + mark.dataset.mark;
      if (!marks.has(id)) marks.set(id, []);
      marks.get(id).push(mark);
    }
    const pages = all("details.page").map((page) => {
      const cards = all("article[data-severity]", page);
      return { page, cards, name: page.dataset.page.toLowerCase() };
    });
    const apply = () => {
      const asked = facets.filter((facet) => facet.value);
      const wanted = path.value.trim().toLowerCase();
      let shown = 0, total = 0;
      for (const { page, cards, name } of pages) {
        const here = name.includes(wanted);
        let inside = 0;
        for (const card of cards) {
          const is = asked.every((facet) => card.dataset[facet.dataset.facet].split(" ").includes(facet.value));
          if (card.hidden === is) {
            card.hidden = !is;
            for (const mark of marks.get(card.id) || []) {
              if (mark.tagName === "MARK") mark.classList.toggle("off", !is); else mark.hidden = !is;
            }
          }
          if (is) inside += 1;
        }
        page.hidden = !here || (asked.length > 0 && inside === 0);
        total += cards.length;
        if (here) shown += inside;
      }
      const some = asked.length > 0 || wanted;
      result.textContent = some ? `${shown} of ${total} findings shown` : `${total} findings`;
    };
    reset = () => { form.reset(); apply(); };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("click", (event) => {
      const which = event.target.dataset && event.target.dataset.open;
      if (which) for (const { page } of pages) page.open = which === "all";
    });
    form.hidden = false;
    apply();
  }
  addEventListener("hashchange", follow);
  follow();
})();
