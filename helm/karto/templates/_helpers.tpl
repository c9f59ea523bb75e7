{{- define "karto.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 40 characters: the longest suffix, "-external-0123456789", must fit into 63. */}}
{{- define "karto.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "karto.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "karto.name" .) | trunc 40 | trimSuffix "-" -}}
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
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.environment }}
karto/environment: {{ . | quote }}
{{- end }}
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

{{/* The name of the ConfigMap, by its content: a rollback finds the one it ran with. */}}
{{- define "karto.configMap" -}}
{{- if .Values.config.existingConfigMap -}}
{{- .Values.config.existingConfigMap -}}
{{- else -}}
{{- printf "%s-config-%s" (include "karto.fullname" .) (toJson .Values.config.files | sha256sum | trunc 10) -}}
{{- end -}}
{{- end -}}

{{/* Likewise the Secret that the External Secrets Operator creates. */}}
{{- define "karto.externalSecret" -}}
{{- printf "%s-external-%s" (include "karto.fullname" .) (toJson .Values.externalSecret | sha256sum | trunc 10) -}}
{{- end -}}
