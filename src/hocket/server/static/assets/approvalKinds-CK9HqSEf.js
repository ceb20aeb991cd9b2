const o={plan:{icon:"runs",says:"Plan to approve"},effect:{icon:"tool",says:"Action to approve"},result:{icon:"file",says:"Result to approve"},question:{icon:"chat",says:"Question"}};export{o as A};
