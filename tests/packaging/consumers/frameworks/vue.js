import { createApp, h, ref } from "vue/dist/vue.runtime.esm-bundler.js";
import "jiuzhu/element/define";

createApp({
  setup() {
    const theme = ref("light");
    return () => [
      h("button", { id: "larger", onClick: () => (theme.value = "dark") }, theme.value),
      h("jiuzhu-calculator", { policy: "county-70", answers: { person: { insurance: "resident" } }, theme: theme.value, "onJiuzhu-step": () => (document.title = "heard") }),
    ];
  },
}).mount("#app");
