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

/** Shows in a panel what is chosen, and takes what is chosen there. */
export function open(details) {
  for (const input of details.querySelectorAll("input")) {
    input.checked = input.value === (root.dataset[input.name] ?? "");
  }
  details.addEventListener("change", (event) => choose(event.target));
}
