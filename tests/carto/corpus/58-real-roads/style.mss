@motorway: #fc8; @casing: darken(@motorway, 25%);
#road {
  ::case[zoom>=8]['mapnik::geometry_type'=2] {
    line-cap: round; line-join: round; line-width: 0; line-color: @casing;
    [class='motorway'] { [zoom>=8] { line-width: 2; } [zoom>=12] { line-width: 2 + 4; } [zoom>=15] { line-width: 12; } }
    [class='main'] { [zoom>=10] { line-width: 1; } [zoom>=14] { line-width: 6; } }
    [class='street'], [class='service'] { [zoom>=14] { line-width: 3; [type='alley'] { line-width: 1; } } }
  }
  ::fill[zoom>=6] {
    line-color: white; line-width: 0;
    [class='motorway'] { line-color: @motorway; [zoom>=6] { line-width: 0.5; } [zoom>=12] { line-width: 4; } }
    [class='main'] { line-color: #ffa; [zoom>=10] { line-width: 0.6; } }
  }
}
#road, .tunnel { [class='rail'][zoom>=11] { line-width: 0.4; line-color: #bbb; h/line-width: 3; h/line-dasharray: 1,31; } }
