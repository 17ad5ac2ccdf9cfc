// Text size and colours, as the reader chooses them: kept by the browser, for every almanac on this address.

const root = document.documentElement;

function keep(name, value) {
  try {
    if (value === "") localStorage.removeItem(`almanac:${name}`);
    else localStorage.setItem(`almanac:${name}`, value);
  } catch {
    // Where nothing is kept, the choice holds for this page.
  }
}

function choose({ name, value }) {
  if (value === "") delete root.dataset[name];
  else root.dataset[name] = value;
  keep(name, value);
}

/** Closes a panel when its reader turns to something else, or presses Escape. */
export function closesItself(details) {
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}

export function open() {
  const details = document.querySelector("[data-settings]");
  if (details === null) return;
  for (const input of details.querySelectorAll("input")) {
    input.checked = input.value === (root.dataset[input.name] ?? "");
  }
  details.addEventListener("change", (event) => choose(event.target));
  closesItself(details);
  details.classList.add("is-ready");
}
