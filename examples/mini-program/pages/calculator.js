// 小程序里的一页 / A page of a mini-program. 地址换成自己网站上的，要 https，域名先在小程序后台登记为业务域名；个人的小程序没有 web-view。
// The address is your own, by https, on a domain that the mini-program's console lists; personal ones have no web-view.
const ADDRESS = "https://www.example.gov.cn/jiuzhu/";

Page({
  data: { address: ADDRESS, open: true },
  fail() {
    this.setData({ open: false });
  },
  retry() {
    this.setData({ open: true });
  },
});
