import{t as a,j as e,P as s}from"./index-BS0tgXKP.js";function n(){const{a:t="",b:r=""}=a();return e.jsx(s,{title:`Compare ${t} with ${r}`,children:null})}export{n as Compare};
