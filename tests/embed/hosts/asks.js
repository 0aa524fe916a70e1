document.querySelector("jiuzhu-calculator").asker = "医保局官网";
