import $ from "jquery";
import "jiuzhu/element/define";

const calculator = $("<jiuzhu-calculator>").attr({ policy: "county-70", answers: JSON.stringify({ person: { insurance: "resident" } }), theme: "light" });
calculator.on("jiuzhu-step", () => (document.title = "heard"));
$("#app").append($("<button id=larger>").on("click", () => calculator.attr("theme", "dark")), calculator);
