// The module is a file of its own here, which no bundler for node carries along.
import { Policy } from "jiuzhu";

console.log(typeof Policy);
