// The storefront's only script. Every page is complete before it runs; each element below makes one thing nicer.
// Whatever a person reads comes from the page (data-… attributes), so that it is translated there.

/** Whole rupiah as people write them: 12500 -> Rp12.500 */
const rupiah = (amount) => "Rp" + String(amount).replace(/\B(?=(\d{3})+$)/g, ".");

/** <lapak-salin data-text data-done data-failed>: a button that copies, and says honestly whether it could. */
class Salin extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.copy());
  }

  async copy() {
    const copied = (await this.byClipboard()) || this.byCommand();
    if (!copied) this.select();
    this.say(copied ? this.dataset.done : this.dataset.failed);
  }

  async byClipboard() {
    try {
      await navigator.clipboard.writeText(this.dataset.text);
      return true;
    } catch {
      return false;
    }
  }

  /** The old way still works in the browsers inside other apps, where the clipboard is often refused. */
  byCommand() {
    const field = document.createElement("textarea");
    field.value = this.dataset.text;
    field.readOnly = true;
    field.className = "visually-hidden";
    this.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    this.querySelector("button").focus();
    return copied;
  }

  select() {
    getSelection().selectAllChildren(this.querySelector("[data-value]"));
  }

  say(text) {
    const status = this.querySelector("[role=status]");
    status.textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (status.textContent = ""), 8000);
  }
}

/** <lapak-hitung data-until data-left data-over>: how long is left, below a deadline that is written out anyway. */
class Hitung extends HTMLElement {
  connectedCallback() {
    this.tick();
    this.timer = setInterval(() => this.tick(), 15000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  tick() {
    const minutes = Math.floor((new Date(this.dataset.until) - Date.now()) / 60000);
    const left = this.dataset.left.replace("{h}", Math.floor(minutes / 60)).replace("{m}", minutes % 60);
    this.textContent = minutes >= 0 ? left : this.dataset.over;
    if (minutes < 0) clearInterval(this.timer);
  }
}

/** <lapak-jumlah>: minus and plus beside a quantity. In the basket (data-send) a pause after the last press sends it. */
class Jumlah extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    for (const button of this.querySelectorAll("button[data-step]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.step(Number(button.dataset.step)));
    }
  }

  step(by) {
    const most = Number(this.input.dataset.most) || 9999;
    const wanted = (parseInt(this.input.value, 10) || 0) + by;
    this.input.value = Math.min(Math.max(wanted, 1), most);
    this.querySelector("[role=status]").textContent = this.input.value;
    if (this.hasAttribute("data-send")) this.sendSoon();
  }

  sendSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.input.form.requestSubmit(), 700);
  }
}

/** <lapak-total>: around the checkout form; the total follows the chosen place. The server still has the last word. */
class Total extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.classList.add("is-live");
    place(this.form.elements.area);
    this.form.addEventListener("change", () => this.show());
    this.show();
  }

  fee() {
    if (this.form.elements.method.value === "pickup") return 0;
    const { fee, freeFrom } = this.form.elements.area.selectedOptions[0]?.dataset ?? {};
    if (fee === undefined) return null;
    return freeFrom !== undefined && Number(this.form.dataset.subtotal) >= Number(freeFrom) ? 0 : Number(fee);
  }

  show() {
    const fee = this.fee();
    const total = fee === null ? null : Number(this.form.dataset.subtotal) + fee;
    this.write("fee", fee, this.form.dataset.free);
    this.write("total", total);
    this.form.elements.total_shown.value = total ?? "";
    this.offerCash(total);
  }

  /** Cash only where and up to what the shop takes it. */
  offerCash(total) {
    const cash = this.form.querySelector("[value=cash]");
    if (!cash) return;
    const { pickup } = cash.closest("label").dataset;
    const area = this.form.elements.area.selectedOptions[0]?.dataset;
    const most = Number(this.form.elements.method.value === "pickup" ? pickup : (area?.cash ?? 0));
    cash.disabled = total !== null && total > most;
    if (cash.disabled && cash.checked) this.form.querySelector("[value=transfer]").checked = true;
  }

  write(name, amount, zero = rupiah(0)) {
    for (const place of this.querySelectorAll(`[data-out=${name}]`)) {
      const unknown = place.dataset.unknown ?? this.form.dataset.unknown;
      place.textContent = amount === null ? unknown : amount === 0 ? zero : rupiah(amount);
    }
  }
}

/** <lapak-bagi data-title data-text data-url>: opens the telephone's own menu for sharing, where there is one. */
class Bagi extends HTMLElement {
  connectedCallback() {
    if (!navigator.share) return;
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.share());
  }

  async share() {
    const { title, text, url } = this.dataset;
    // Who closes the menu again has changed their mind: nothing to say.
    await navigator.share({ title, text, url }).catch(() => {});
  }
}

/** <lapak-saran data-url>: what the words in the search field may become, as a list below it; Enter still searches. */
class Saran extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    Object.assign(this.input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: false });
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.addEventListener("input", () => this.askSoon());
    this.input.addEventListener("keydown", (event) => this.press(event) && event.preventDefault());
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.show([]));
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.input.value.trim()).catch(() => {}), 180);
  }

  /** An answer that comes after more was typed, or after the field was left, is not shown. */
  async ask(query) {
    if (query.length < 2) return this.show([]);
    const answer = await fetch(`${this.dataset.url}?q=${encodeURIComponent(query)}`);
    const { words, products } = await answer.json();
    const waited = query === this.input.value.trim() && document.activeElement === this.input;
    if (waited) this.show([...words, ...products]);
  }

  show(found) {
    clearTimeout(this.timer);
    this.list.replaceChildren(...found.map((one, number) => this.option(one, number)));
    this.list.hidden = !found.length;
    this.input.ariaExpanded = !this.list.hidden;
    this.choose();
  }

  option({ text, url }, number) {
    const facts = { id: `${this.list.id}-${number}`, role: "option", ariaSelected: false, tabIndex: -1 };
    const option = Object.assign(document.createElement("a"), facts, { href: url, textContent: text });
    const row = Object.assign(document.createElement("li"), { role: "none" });
    row.append(option);
    return row;
  }

  press({ key }) {
    const options = [...this.list.querySelectorAll("a")];
    const at = options.indexOf(this.chosen);
    if (!options.length) return false;
    if (key === "Enter" && this.chosen) this.chosen.click();
    else if (key === "Escape") this.show([]);
    else if (key === "ArrowDown") this.choose(options[at + 1]);
    else if (key === "ArrowUp") this.choose(options[(at < 0 ? options.length : at) - 1]);
    else return false;
    return true;
  }

  choose(option) {
    if (this.chosen) this.chosen.ariaSelected = false;
    if (option) option.ariaSelected = true;
    this.chosen = option;
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }
}

/** What this device remembers, and nobody else: null where storage is refused or spoilt. */
const memory = {
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Full or forbidden: then nothing is remembered.
    }
  },
};

/** A list of places begins with the one that was chosen last on this device; a choice is remembered. */
function place(select) {
  const known = [...select.options].some((option) => option.value && option.value === memory.read("lapak-place"));
  if (!select.value && known) select.value = memory.read("lapak-place");
  select.addEventListener("change", () => select.value && memory.write("lapak-place", select.value));
}

/** <lapak-ongkir>: the delivery fee appears below the list of places, without leaving the page. */
class Ongkir extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    const select = this.form.elements.kelurahan;
    place(select);
    select.addEventListener("change", () => this.ask());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    document.getElementById("beli")?.addEventListener("change", ({ target }) => this.choose(target));
    if (select.value && !this.querySelector("[data-result]").children.length) this.ask();
  }

  /** Of several articles the fee is of the one that is chosen. */
  choose(field) {
    if (field.name !== "sku") return;
    this.form.elements.sku.value = field.value;
    if (this.form.elements.kelurahan.value) this.ask();
  }

  /** The answer is the page that a visitor without script gets; where it cannot be had, that page is opened. */
  async ask() {
    const asked = `${this.form.action}?${new URLSearchParams(new FormData(this.form))}`;
    this.asked = asked;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(asked)).text(), "text/html");
      const result = page.querySelector("[data-result]").childNodes;
      if (this.asked === asked) this.querySelector("[data-result]").replaceChildren(...result);
    } catch {
      location.assign(asked);
    }
  }
}

/** <lapak-terakhir data-url data-name>: the products seen last on this device, without the one on this page. */
class Terakhir extends HTMLElement {
  connectedCallback() {
    const { url, name } = this.dataset;
    const seen = this.seen().filter((one) => one.url !== url);
    const picture = document.querySelector(".gallery img")?.getAttribute("src") ?? "";
    if (url) memory.write("lapak-seen", [{ url, name, picture }, ...seen].slice(0, 8));
    this.querySelector("ul").replaceChildren(...seen.slice(0, 7).map((one) => this.item(one)));
    this.querySelector("button").addEventListener("click", () => this.forget());
    this.hidden = !seen.length;
  }

  /** Only what leads into this shop: other scripts may have written there. */
  seen() {
    const here = (address) => new URL(address, location.href).origin === location.origin;
    const fits = (one) => typeof one?.name === "string" && here(one.url) && here(one.picture);
    try {
      return memory.read("lapak-seen").filter(fits);
    } catch {
      return [];
    }
  }

  item({ url, name, picture }) {
    const link = Object.assign(document.createElement("a"), { href: url });
    const photo = { src: picture, alt: "", loading: "lazy", width: 96, height: 96 };
    if (picture) link.append(Object.assign(document.createElement("img"), photo));
    link.append(name);
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  forget() {
    memory.write("lapak-seen", []);
    this.hidden = true;
    document.querySelector("main").focus();
  }
}

/** <lapak-pantau data-state>: looks every 15 seconds whether the payment has arrived, and shows the page anew if so. */
class Pantau extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => document.hidden || this.look().catch(() => {}), 15000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  /** Not while a proof is chosen but not sent: it would be lost. */
  async look() {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const state = page.querySelector("lapak-pantau")?.dataset.state;
    const choosing = [...document.querySelectorAll("[type=file]")].some((field) => field.files.length);
    if (answer.ok && state && state !== this.dataset.state && !choosing) location.replace(location.href);
  }
}

/** <lapak-unggah data-sending data-reading>: around a form with a file: how much of it has gone, then that it is read.
    The server answers with the address to go on to; any other answer is fetched again without script. */
class Unggah extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.request) this.send(event.target, event.submitter);
    });
    addEventListener("pageshow", ({ persisted }) => persisted && this.rest());
  }

  send(form, button) {
    const request = (this.request = new XMLHttpRequest());
    this.release = busy(button);
    this.querySelector("[data-progress]").hidden = false;
    this.tell(this.dataset.sending, 0);
    request.upload.addEventListener("progress", ({ loaded, total }) => this.tell(this.dataset.sending, loaded / total));
    request.upload.addEventListener("load", () => this.tell(this.dataset.reading));
    request.addEventListener("loadend", () => this.answered(form));
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(new FormData(form));
  }

  /** Without a part the bar only shows that something is going on. */
  tell(words, part) {
    const bar = this.querySelector("progress");
    if (part === undefined) bar.removeAttribute("value");
    else bar.value = part;
    const status = this.querySelector("[role=status]");
    if (status.textContent !== words) status.textContent = words;
  }

  answered(form) {
    const { status, responseText } = this.request;
    const page = status === 422 && new DOMParser().parseFromString(responseText, "text/html").querySelector(this.localName);
    if (page) {
      this.replaceWith(page);
      page.querySelector("[aria-invalid=true], input:not([type=hidden])").focus();
      return;
    }
    try {
      location.assign(JSON.parse(responseText).url);
    } catch {
      form.submit();
    }
  }

  rest() {
    this.request = null;
    this.release?.();
    this.querySelector("[data-progress]").hidden = true;
  }
}

customElements.define("lapak-unggah", Unggah);
customElements.define("lapak-pantau", Pantau);
customElements.define("lapak-ongkir", Ongkir);
customElements.define("lapak-terakhir", Terakhir);
customElements.define("lapak-bagi", Bagi);
customElements.define("lapak-salin", Salin);
customElements.define("lapak-hitung", Hitung);
customElements.define("lapak-jumlah", Jumlah);
customElements.define("lapak-total", Total);
customElements.define("lapak-saran", Saran);

// Which link somebody came by, without cookies: the tag of the landing, or the site that held the link, is remembered
// in this tab and goes along with the first article. The browser may refuse to remember; then nothing goes along.
try {
  const tag = new URLSearchParams(location.search);
  const before = document.referrer && new URL(document.referrer);
  const source = tag.get("utm_source") || (before && before.host !== location.host ? before.hostname : "");
  if (source) sessionStorage.setItem("asal", JSON.stringify([source, tag.get("utm_campaign") ?? ""]));
} catch {}

document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.getAttribute("action")?.endsWith("/keranjang/tambah/")) return;
  try {
    const [source, campaign] = JSON.parse(sessionStorage.getItem("asal")) ?? [];
    if (source) formData.set("utm_source", source);
    if (source && campaign) formData.set("utm_campaign", campaign);
  } catch {}
});

// One press is one press: a form that is on its way is not sent again, until the answer is there or took too long.
// `method` is read as an attribute: the checkout form has a field of that name, which hides the property.
const sent = new Map();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  if (sent.has(form)) return event.preventDefault();
  sent.set(form, busy(event.submitter));
  setTimeout(() => release(form), 15000);
});

addEventListener("pageshow", () => [...sent.keys()].forEach(release));

/** Show that the pressed button works; returns how to undo that. */
function busy(button) {
  if (!button) return () => {};
  const label = [...button.childNodes];
  button.setAttribute("aria-disabled", "true");
  if (button.dataset.busy) button.textContent = button.dataset.busy;
  return () => {
    button.removeAttribute("aria-disabled");
    button.replaceChildren(...label);
  };
}

function release(form) {
  sent.get(form)?.();
  sent.delete(form);
}

// A page that came back with mistakes is read from the summary of them.
document.querySelector(".error-summary")?.focus();
