import { JiuzhuCalculator } from "jiuzhu/element";
import "jiuzhu/element/define";

const calculator = document.querySelector("jiuzhu-calculator");
calculator.addEventListener("jiuzhu-ready", () => {
  document.title = calculator instanceof JiuzhuCalculator ? "ready" : "another class";
});
