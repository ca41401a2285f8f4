// What the theme leaves out for readers who use a keyboard or a screen reader.
// The site reads without this file.
document$.subscribe(() => requestAnimationFrame(() => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search")
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap"))
    table.setAttribute("tabindex", "0")
  // In a narrow window menu and search open with labels, which no key reaches: each gets a button within.
  const words = { uk: ["Меню", "Пошук"], ru: ["Меню", "Поиск"] }[document.documentElement.lang] ?? ["Menu", "Search"]
  for (const [number, name] of ["drawer", "search"].entries())
    for (const label of document.querySelectorAll(`.md-header__button[for=__${name}]`)) {
      const button = document.createElement("span")
      button.tabIndex = 0
      button.setAttribute("role", "button")
      button.setAttribute("aria-label", words[number])
      button.append(...label.childNodes)
      label.append(button)
      button.addEventListener("keydown", event => {
        if (event.key !== "Enter" && event.key !== " ") return
        event.preventDefault()
        label.click()
      })
    }
}))

// Filters on the pages of discrepancies and of claims: shown only where a script can work them.
document$.subscribe(() => {
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const items = [...document.querySelectorAll(form.dataset.filter)]
    const folds = [...document.querySelectorAll("details.fold")].map(fold => ({ fold, open: fold.open }))
    // An item says of itself what a select of that name asks: words, one of which has to be chosen, or a size.
    const fits = (item, { name, value }) => name === "size"
      ? Number(item.dataset.size) >= Number(value)
      : item.dataset[name].split(" ").includes(value)
    // A part of the page of which nothing is shown.
    const isEmpty = heading => {
      const own = []
      for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling)
        own.push(...items.filter(item => next.contains(item)))
      return own.length > 0 && own.every(item => item.hidden)
    }
    const chosen = () => [...form.querySelectorAll("select")].filter(({ value }) => value && value !== "0")
    const apply = () => {
      const asked = chosen()
      let shown = 0
      for (const item of items) {
        item.hidden = !asked.every(select => fits(item, select))
        shown += !item.hidden
      }
      for (const { fold, open } of folds) {
        const left = items.filter(item => !item.hidden && fold.contains(item)).length
        fold.hidden = !left
        fold.open = asked.length ? shown <= 50 : open
        fold.querySelector(".n").textContent = left
      }
      for (const heading of document.querySelectorAll("article h2[id]"))
        heading.hidden = isEmpty(heading)
      form.querySelector("output").textContent = shown ? `${shown} shown` : "None fits; choose “any” above."
    }
    // What an address asks for is chosen, so that a view can be passed on.
    for (const [name, value] of new URLSearchParams(location.search)) {
      const select = form.elements[name]
      if (select instanceof HTMLSelectElement && [...select.options].some(option => option.value === value))
        select.value = value
    }
    form.hidden = false
    form.addEventListener("change", () => {
      apply()
      const view = new URLSearchParams(chosen().map(({ name, value }) => [name, value])).toString()
      history.replaceState(history.state, "", view ? `?${view}` : location.pathname)
    })
    form.addEventListener("submit", event => event.preventDefault())
    apply()
  }
})

// A link to one discrepancy opens what it is folded in.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!target?.matches(".finding")) return
  for (const fold of [target.closest("details"), target.querySelector("details")])
    if (fold) fold.open = true
  target.scrollIntoView()
}
document$.subscribe(() => requestAnimationFrame(reveal))
addEventListener("hashchange", reveal)

// What a search has led to is unfolded: the theme marks it, and a mark may be within something closed.
document$.subscribe(() => {
  if (!new URLSearchParams(location.search).has("h")) return
  const unfold = () => {
    for (const folded of document.querySelectorAll("article details:not([open])"))
      folded.open = folded.querySelector("mark") !== null
  }
  new MutationObserver(unfold).observe(document.querySelector("article"), { childList: true, subtree: true })
})
