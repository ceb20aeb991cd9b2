import{j as t,P as e}from"./index-BS0tgXKP.js";function r(){return t.jsx(e,{title:"Agents",children:null})}export{r as Agents};
