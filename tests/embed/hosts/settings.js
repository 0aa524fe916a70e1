window.errors = [];
addEventListener("jiuzhu-error", (event) => event.detail.code === "settings" && window.errors.push(event.detail));
