// Leads on from a former address to the present one, with the query and the section that were asked for. Without scripts
// the page leads on by itself, to the top.

const present = document.querySelector("a");
if (present !== null) {
  location.replace(present.pathname + (location.search || present.search) + (location.hash || present.hash));
}
