(function(){
  var shown=[];
  function show(link){
    shown.forEach(function(e){e.classList.remove("on")});
    var key=link.getAttribute("data-ev");
    var parts=Array.prototype.slice.call(document.querySelectorAll('.ev[data-ev~="'+key+'"]'));
    shown=parts.concat([link]);
    shown.forEach(function(e){e.classList.add("on")});
    if(parts.length){parts[0].scrollIntoView({block:"center",behavior:"auto"})}
  }
  function near(event,on){
    var link=event.target.closest?event.target.closest("a.value"):null;
    if(!link){return}
    document.querySelectorAll('.ev[data-ev~="'+link.getAttribute("data-ev")+'"]').forEach(function(e){e.classList.toggle("near",on)});
  }
  document.addEventListener("mouseover",function(event){near(event,true)});
  document.addEventListener("mouseout",function(event){near(event,false)});
  document.addEventListener("click",function(event){
    var link=event.target.closest?event.target.closest("a.value"):null;
    if(link){event.preventDefault();show(link);history.replaceState(null,"",link.getAttribute("href"))}
  });
  document.addEventListener("focusin",function(event){
    if(event.target.matches&&event.target.matches("a.value")){show(event.target)}
  });
})();
