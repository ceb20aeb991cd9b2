import{j as t,P as e}from"./index-BS0tgXKP.js";function i(){return t.jsx(e,{title:"Settings",children:null})}export{i as Settings};
