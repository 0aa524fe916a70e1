// The loader of protocol 1 as first published, cut down to its frame. It stays as it is: pages out there keep it.
(function () {
  var tag = document.currentScript;
  var base = new URL(tag.dataset.kit, location.href);
  var frame = document.createElement("iframe");
  var nonce = Array.from(crypto.getRandomValues(new Uint32Array(4)), function (part) {
    return part.toString(36);
  }).join("-");
  frame.title = "看病救助测算";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads");
  frame.style.cssText = "display:block;width:100%;border:0";
  frame.style.height = "640px";
  addEventListener("message", function (event) {
    if (event.source !== frame.contentWindow || event.origin !== base.origin) return;
    var message = event.data;
    if (!message || message.ns !== "jiuzhu" || message.v !== 1) return;
    if (message.kind === "waiting") frame.contentWindow.postMessage({ ns: "jiuzhu", v: 1, kind: "hello", nonce: nonce, versions: [1], options: { policy: "county-70" } }, base.origin);
    else if (message.nonce !== nonce) return;
    else if (message.kind === "resize") frame.style.height = Math.ceil(message.height) + "px";
    else if (message.kind !== "picture") frame.dispatchEvent(new CustomEvent("jiuzhu-" + message.kind, { bubbles: true, detail: message.detail }));
  });
  frame.src = base.href + "frame.html";
  document.getElementById("old").append(frame);
})();
