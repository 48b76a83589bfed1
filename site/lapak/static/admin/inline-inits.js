/* Wagtail starts a few of its widgets by inline scripts, which the editor's content policy does not let run.
   The calls have two shapes only; here they are read and made, with JSON as arguments. No text is run as code. */

const CHOOSER = /^\s*new (\w+)\(("[^"\\]*"), (\{.*\})\);\s*$/s;
const DATE = /^\s*(init(?:Date|Time|DateTime)Chooser)\(("[^"\\]*"), (\{.*\})\);\s*$/s;
const PANEL = /new (InlinePanel|MultipleChooserPanel)\(JSON\.parse\(("[^"]*")\)\);/s;
const KNOWN = /^(\w*Chooser|InlinePanel|MultipleChooserPanel)$/;

const started = new WeakSet();

function start(script) {
  if (script.src || started.has(script)) return;
  const text = script.textContent;
  const chooser = text.match(CHOOSER);
  const date = text.match(DATE);
  const panel = text.match(PANEL);
  if (!chooser && !date && !panel) return;
  started.add(script);
  if (date) {
    window[date[1]]?.(JSON.parse(date[2]), JSON.parse(date[3]));
  } else if (panel) {
    new window[panel[1]](JSON.parse(JSON.parse(panel[2])));
  } else if (KNOWN.test(chooser[1]) && window[chooser[1]] && document.getElementById(JSON.parse(chooser[2]))) {
    new window[chooser[1]](JSON.parse(chooser[2]), JSON.parse(chooser[3]));
  }
}

function startAll(root) {
  root.querySelectorAll("script:not([src])").forEach(start);
}

document.addEventListener("DOMContentLoaded", () => {
  startAll(document);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeName === "SCRIPT") start(node);
        else if (node.querySelectorAll) startAll(node);
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
});
