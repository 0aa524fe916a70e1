import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import "jiuzhu/element/define";

function App() {
  const [size, setSize] = useState("normal");
  return createElement("section", null, [
    createElement("button", { key: "b", id: "larger", onClick: () => setSize("elder") }, size),
    createElement("jiuzhu-calculator", { key: "c", policy: "county-70", answers: { person: { insurance: "resident" } }, theme: size === "elder" ? "dark" : "light", "onjiuzhu-step": () => (document.title = "heard") }),
  ]);
}

createRoot(document.getElementById("app")).render(createElement(App));
