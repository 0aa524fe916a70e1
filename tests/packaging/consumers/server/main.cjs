const { JiuzhuCalculator } = require("jiuzhu/element");
require("jiuzhu/element/define");

console.log(JSON.stringify({ element: JiuzhuCalculator.name }));
