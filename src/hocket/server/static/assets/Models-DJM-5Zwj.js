import{j as e,P as t}from"./index-BS0tgXKP.js";function r(){return e.jsx(t,{title:"Models",children:null})}export{r as Models};
