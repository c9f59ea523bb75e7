// Shows the OpenAPI description in Swagger UI. Addresses are relative, so that the page works under any path prefix.
'use strict';

const dark = matchMedia('(prefers-color-scheme: dark)');
const adapt = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
adapt();
dark.addEventListener('change', adapt);

SwaggerUIBundle({
  url: new URL('?spec', document.baseURI).href,
  domNode: document.getElementById('swagger-ui'),
  deepLinking: true,
  // Otherwise the description is sent to a server elsewhere to be validated.
  validatorUrl: null,
  tryItOutEnabled: true,
  displayRequestDuration: true,
});
