{{- define "karto.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "karto.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "karto.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "karto.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "karto.selector" -}}
app.kubernetes.io/name: {{ include "karto.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "karto.labels" -}}
{{ include "karto.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "karto.image" -}}
{{- $repository := required "image.repository is empty: name the image to run" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "karto.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "karto.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* The name of the configuration, by its content: a rollback finds the very one it ran with. */}}
{{- define "karto.configHash" -}}
{{- toYaml .Values.config.files | sha256sum | trunc 10 -}}
{{- end -}}

{{- define "karto.configMap" -}}
{{- if .Values.config.existingConfigMap -}}
{{- .Values.config.existingConfigMap -}}
{{- else -}}
{{- printf "%s-config-%s" (include "karto.fullname" .) (include "karto.configHash" .) -}}
{{- end -}}
{{- end -}}

{{/*
The names of the environment that the configuration asks for without a default, and whether each is given.
Fails the rendering on the first look, naming all that are missing, so that silence never reaches a cluster.
*/}}
{{- define "karto.validate" -}}
{{- $given := 0 -}}
{{- if .Values.demo }}{{ $given = add1 $given }}{{ end -}}
{{- if .Values.config.files }}{{ $given = add1 $given }}{{ end -}}
{{- if .Values.config.existingConfigMap }}{{ $given = add1 $given }}{{ end -}}
{{- if eq (int $given) 0 -}}
{{- fail "\n\nNo configuration: set config.files (with a config.yaml), config.existingConfigMap, or demo: true.\nWere the environment's values forgotten (helm … -f values-ENVIRONMENT.yaml)?\n" -}}
{{- end -}}
{{- if gt (int $given) 1 -}}
{{- fail "\n\nSeveral configurations: give one of config.files, config.existingConfigMap and demo, not more.\n" -}}
{{- end -}}
{{- $have := dict -}}
{{- range $name, $value := .Values.env -}}
{{- if or (kindIs "invalid" $value) (eq (toString $value) "") -}}
{{- fail (printf "\n\nenv.%s is empty: give it a value, or take it out and a default into the configuration.\n" $name) -}}
{{- end -}}
{{- $_ := set $have $name true -}}
{{- end -}}
{{- range $name, $ref := .Values.secretEnv -}}
{{- $_ := required (printf "secretEnv.%s.secret is empty: name the Secret" $name) $ref.secret -}}
{{- $_ := required (printf "secretEnv.%s.key is empty: name the key in the Secret" $name) $ref.key -}}
{{- $_ := set $have $name true -}}
{{- end -}}
{{- if .Values.externalSecret.enabled -}}
{{- $_ := required "externalSecret.store.name is empty: name the secret store" .Values.externalSecret.store.name -}}
{{- range $name, $ref := .Values.externalSecret.data -}}
{{- $_ := required (printf "externalSecret.data.%s.key is empty: name the remote key" $name) $ref.key -}}
{{- $_ := set $have $name true -}}
{{- end -}}
{{- end -}}
{{- range .Values.extraEnv -}}{{- $_ := set $have .name true -}}{{- end -}}
{{- $missing := list -}}
{{- range $file, $text := .Values.config.files -}}
{{- range $n, $line := splitList "\n" $text -}}
{{- if not (hasPrefix "#" (trim $line)) -}}
{{- range regexFindAll "env\\(\\s*[A-Za-z_][A-Za-z0-9_]*\\s*\\)|\\{\\s*env:\\s*\"?[A-Za-z_][A-Za-z0-9_]*\"?\\s*\\}" $line -1 -}}
{{- $name := regexReplaceAll "^.*env[(:]\\s*\"?([A-Za-z_][A-Za-z0-9_]*).*$" . "${1}" -}}
{{- if not (hasKey $have $name) -}}
{{- $missing = append $missing (printf "  %s  (%s, line %d: %s)" $name $file (add1 $n) (trim $line)) -}}
{{- end -}}
{{- end -}}
{{- if regexMatch "<%|%>|<no value>" $line -}}
{{- fail (printf "\n\n%s, line %d still holds template text: %s\nIt was rendered without its variables. Render it with the environment's values, then deploy.\n" $file (add1 $n) (trim $line)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $missing (not .Values.extraEnvFrom) -}}
{{- fail (printf "\n\nThe configuration asks for environment variables that nothing sets:\n%s\nSet them in env, secretEnv, externalSecret.data or extraEnv - or were the environment's values forgotten (helm … -f values-ENVIRONMENT.yaml)?\n" (join "\n" $missing)) -}}
{{- end -}}
{{- if and .Values.config.files (not (hasKey .Values.config.files "config.yaml")) -}}
{{- fail "\n\nconfig.files has no config.yaml: that is the file karto reads.\n" -}}
{{- end -}}
{{- end -}}

{{/* Everything a karto container of this release shares: environment, configuration, security. */}}
{{- define "karto.container" -}}
image: {{ include "karto.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  capabilities: {drop: [ALL]}
env:
  - {name: KARTO_ADMIN_INTERFACE, value: "0.0.0.0"}
  - {name: KARTO_INTERFACE, value: "0.0.0.0"}
  {{- if not .Values.demo }}
  - {name: KARTO_CONFIG, value: /etc/karto/config.yaml}
  {{- end }}
  {{- range $name, $value := .Values.env }}
  - {name: {{ $name }}, value: {{ $value | quote }}}
  {{- end }}
  {{- range $name, $ref := .Values.secretEnv }}
  - name: {{ $name }}
    valueFrom: {secretKeyRef: {name: {{ $ref.secret }}, key: {{ $ref.key }}}}
  {{- end }}
  {{- if .Values.externalSecret.enabled }}
  {{- range $name, $ref := .Values.externalSecret.data }}
  - name: {{ $name }}
    valueFrom: {secretKeyRef: {name: {{ include "karto.fullname" $ }}-external, key: {{ $name }}}}
  {{- end }}
  {{- end }}
  {{- with .Values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .Values.extraEnvFrom }}
envFrom: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
