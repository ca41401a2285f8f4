// What the theme leaves out for readers who use a keyboard or a screen reader.
// The site reads without this file.
document$.subscribe(() => requestAnimationFrame(() => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search")
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap"))
    table.setAttribute("tabindex", "0")
  // In a narrow window menu and search open with labels; the theme answers Enter on one that has the focus.
  const words = { uk: ["Меню", "Пошук"], ru: ["Меню", "Поиск"] }[document.documentElement.lang] ?? ["Menu", "Search"]
  for (const [number, name] of ["drawer", "search"].entries())
    for (const label of document.querySelectorAll(`.md-header__button[for=__${name}]`)) {
      label.tabIndex = 0
      label.setAttribute("role", "button")
      label.setAttribute("aria-label", words[number])
    }
}))

// Filters on the pages of discrepancies: shown only where a script can work them.
document$.subscribe(() => {
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const items = [...document.querySelectorAll(form.dataset.filter)]
    const apply = () => {
      const { topics, speakers, size } = form.elements
      let shown = 0
      for (const item of items) {
        const fits = (!topics.value || item.dataset.topics.split(" ").includes(topics.value))
          && (!speakers.value || item.dataset.speakers === speakers.value)
          && Number(item.dataset.size) >= Number(size.value)
        item.hidden = !fits
        shown += fits
      }
      form.querySelector("output").textContent = `${shown} shown`
    }
    form.hidden = false
    form.addEventListener("change", apply)
    form.addEventListener("submit", event => event.preventDefault())
    apply()
  }
})
