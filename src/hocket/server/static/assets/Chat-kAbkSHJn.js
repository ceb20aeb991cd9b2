import{j as t,P as r}from"./index-BS0tgXKP.js";function n(){return t.jsx(r,{title:"Chat",children:null})}export{n as Chat};
