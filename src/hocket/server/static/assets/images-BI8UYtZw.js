import{r as i}from"./index-Bj8gvq6N.js";const u={svg:"image/svg+xml",png:"image/png",jpg:"image/jpeg",jpeg:"image/jpeg"},c={};function d(t){const[s,r]=i.useState(c),e=t.filter(({name:n})=>p(n)).map(({name:n,href:o})=>`${n}
${o}`).join(`

`);return i.useEffect(()=>{let n=!0;const o=e===""?[]:e.split(`

`).map(a=>a.split(`
`));return Promise.all(o.map(([a="",g=""])=>l(a,g))).then(a=>{n&&r(a.length>0?Object.fromEntries(a.flat()):c)}),()=>{n=!1}},[e]),s}async function l(t,s){try{const r=await fetch(s,{credentials:"same-origin"});if(!r.ok)return[];const e=await f(new Blob([await r.arrayBuffer()],{type:p(t)}));return[[t.split("/").pop()??t,e],[t,e]]}catch{return[]}}function f(t){return new Promise((s,r)=>{const e=new FileReader;e.onload=()=>s(String(e.result)),e.onerror=()=>r(new Error("the image could not be read")),e.readAsDataURL(t)})}function p(t){return u[t.split(".").pop()?.toLowerCase()??""]}export{d as u};
