import{j as n,P as t}from"./index-BS0tgXKP.js";function r(){return n.jsx(t,{title:"Inbox",children:null})}export{r as Inbox};
