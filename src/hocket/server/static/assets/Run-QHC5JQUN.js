import{t,j as r,P as s}from"./index-BS0tgXKP.js";function e(){const{runId:n=""}=t();return r.jsx(s,{title:`Run ${n}`,children:null})}export{e as Run};
