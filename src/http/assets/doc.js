// The API page: the OpenAPI description, made readable.

const make = (tag, text, ...children) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
};

const spec = await (await fetch('?spec')).json();
for (const [path, methods] of Object.entries(spec.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    const title = make('h2', '', make('span', method.toUpperCase()), path);
    const article = make('article', '', title, make('p', operation.summary));
    if (operation.parameters) {
      const rows = operation.parameters.map(({ name, schema, description }) => {
        const values = schema.enum?.join(', ') ?? schema.pattern ?? schema.type;
        return make('tr', '', make('td', name), make('td', [description, values].filter(Boolean).join(': ')));
      });
      article.append(make('table', '', ...rows));
    }
    const examples = make('p');
    examples.className = 'try';
    for (const { title: name, request } of operation['x-amples'] ?? []) {
      const filled = path.replace(/\{(\w+)\}/g, (_, key) => request.params?.[key] ?? '');
      examples.append(Object.assign(make('a', name), { href: `.${filled}` }));
    }
    article.append(examples);
    document.getElementById('paths').append(article);
  }
}
