// Loads the page anew when the server has another build than the one that this page is of.
const own = new URL(import.meta.url).searchParams.get("build");

new EventSource("/@shanhai/builds").addEventListener("message", ({ data: latest }) => {
  if (latest !== own) location.reload();
});
