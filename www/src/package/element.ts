/** The class of the element alone. It draws nothing before element-define.js has registered it and its parts. */

export { JiuzhuCalculator } from "../element.js";
