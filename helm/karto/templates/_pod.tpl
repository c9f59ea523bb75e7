{{/* What all pods of this release share. */}}
{{- define "karto.pod" -}}
automountServiceAccountToken: false
# A Service called karto would otherwise set KARTO_PORT=tcp://… for karto to read.
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The volumes that containers with a configuration mount. */}}
{{- define "karto.volumes" -}}
{{- if or (not .Values.demo) .Values.extraVolumes }}
volumes:
  {{- if not .Values.demo }}
  - name: config
    configMap: {name: {{ include "karto.configMap" . }}}
  {{- end }}
  {{- with .Values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* What all containers share: the image, and a security context without privileges. */}}
{{- define "karto.binary" -}}
image: {{ include "karto.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{/* What containers with a configuration share: the same files and the same environment in all of them. */}}
{{- define "karto.container" -}}
{{ include "karto.binary" . }}
env:
  # Overrides the configuration: a container that listens on loopback is unreachable.
  - {name: KARTO_INTERFACE, value: "0.0.0.0"}
  - {name: KARTO_PORT, value: "6533"}
  - {name: KARTO_ADMIN_INTERFACE, value: "0.0.0.0"}
  - {name: KARTO_ADMIN_PORT, value: "6534"}
  {{- range $name, $value := .Values.env }}
  - name: {{ $name }}
    value: {{ $value | quote }}
  {{- end }}
  {{- range $name, $ref := .Values.secretEnv }}
  - name: {{ $name }}
    valueFrom: {secretKeyRef: {name: {{ $ref.secret | quote }}, key: {{ $ref.key | quote }}}}
  {{- end }}
  {{- if .Values.externalSecret.enabled }}
  {{- range $name, $ref := .Values.externalSecret.data }}
  - name: {{ $name }}
    valueFrom: {secretKeyRef: {name: {{ include "karto.externalSecret" $ }}, key: {{ $name }}}}
  {{- end }}
  {{- end }}
  {{- with .Values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .Values.extraEnvFrom }}
envFrom: {{- toYaml . | nindent 2 }}
{{- end }}
{{- if or (not .Values.demo) .Values.extraVolumeMounts }}
volumeMounts:
  {{- if not .Values.demo }}
  - {name: config, mountPath: /etc/karto, readOnly: true}
  {{- end }}
  {{- with .Values.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}
