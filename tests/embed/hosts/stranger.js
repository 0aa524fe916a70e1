const message = { ns: "jiuzhu", v: 1, nonce: location.hash.slice(1), kind: "resize", height: 4321 };
parent.postMessage(message, "*");
parent.postMessage({ ns: "jiuzhu", v: 1, kind: "waiting" }, "*");
parent.postMessage("stranger is here", "*");
