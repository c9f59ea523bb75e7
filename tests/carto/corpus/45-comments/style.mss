/* one */ // two
#a /* three */ { // four { }
  line-width: 1; /* five; } */
  // line-color: red;
  line-cap: round; // six
}
/* seven **/
