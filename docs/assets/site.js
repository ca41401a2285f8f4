// What the theme leaves out for readers who use a keyboard or a screen reader.
// The site reads without this file.
document$.subscribe(() => requestAnimationFrame(() => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search")
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap"))
    table.setAttribute("tabindex", "0")
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
