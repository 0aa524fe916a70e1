// A portal that writes its page, and moves a tag before it has run.
const base = document.createElement("base");
const own = new URL("/", document.currentScript.src).href;
base.href = "https://cdn.example.gov.cn/a/";
document.head.append(base);
document.write(`<div id="by-write"><script src="${own}jiuzhu/embed.js" data-policy="county-70"></` + `script></div>`);
const tag = document.createElement("script");
tag.src = `${own}jiuzhu/embed.js`;
tag.dataset.policy = "county-70";
document.getElementById("written").append(tag);
document.getElementById("moved").append(tag);
