{{/*
What the schema cannot check: that there is a configuration, and that every variable it uses is set.
Fails the rendering and reports all problems at once, so that none of them reaches a cluster.
*/}}
{{- define "karto.validate" -}}
{{- $problems := list -}}
{{- $given := 0 -}}
{{- range list .Values.demo .Values.config.files .Values.config.existingConfigMap -}}
{{- if . }}{{ $given = add1 $given }}{{ end -}}
{{- end -}}
{{- if eq (int $given) 0 -}}
{{- $problems = append $problems "There is no configuration: set config.files (with a config.yaml), config.existingConfigMap, or demo: true." -}}
{{- else if gt (int $given) 1 -}}
{{- $problems = append $problems "There are several configurations: give one of config.files, config.existingConfigMap and demo." -}}
{{- end -}}
{{- if and .Values.config.files (not (hasKey .Values.config.files "config.yaml")) -}}
{{- $problems = append $problems "config.files has no config.yaml: that is the file karto reads." -}}
{{- end -}}

{{- $have := dict -}}
{{- range $name, $value := .Values.env -}}
{{- if or (kindIs "invalid" $value) (eq (toString $value) "") -}}
{{- $problems = append $problems (printf "env.%s is empty: give it a value, or take it out and write a default into the configuration: { env(%s, default) }." $name $name) -}}
{{- end -}}
{{- $_ := set $have $name (append (default list (get $have $name)) "env") -}}
{{- end -}}
{{- range $name, $ref := .Values.secretEnv -}}
{{- $_ := set $have $name (append (default list (get $have $name)) "secretEnv") -}}
{{- end -}}
{{- if .Values.externalSecret.enabled -}}
{{- if not .Values.externalSecret.store.name -}}
{{- $problems = append $problems "externalSecret.store.name is empty: name the secret store." -}}
{{- end -}}
{{- if not .Values.externalSecret.data -}}
{{- $problems = append $problems "externalSecret.data is empty: name what to fetch, or turn externalSecret off." -}}
{{- end -}}
{{- range $name, $ref := .Values.externalSecret.data -}}
{{- $_ := set $have $name (append (default list (get $have $name)) "externalSecret.data") -}}
{{- end -}}
{{- end -}}
{{- range .Values.extraEnv -}}
{{- $_ := set $have .name (append (default list (get $have .name)) "extraEnv") -}}
{{- end -}}
{{- range $name, $places := $have -}}
{{- if gt (len $places) 1 -}}
{{- $problems = append $problems (printf "%s is set more than once: in %s. Which one counts? Keep one." $name (join " and in " $places)) -}}
{{- end -}}
{{- end -}}

{{- $missing := list -}}
{{- range $file, $text := .Values.config.files -}}
{{- range $n, $line := splitList "\n" $text -}}
{{- $code := regexReplaceAll "(^|\\s)#.*$" $line "" -}}
{{- $place := printf "%s, line %d: %s" $file (add1 $n) (trim $line) -}}
{{- range regexFindAll "\\{\\s*env\\(\\s*[A-Za-z_][A-Za-z0-9_]*\\s*\\)|\\{\\s*[\"']?env[\"']?\\s*:\\s*[\"']?[A-Za-z_][A-Za-z0-9_]*[\"']?\\s*\\}" $code -1 -}}
{{- $name := regexReplaceAll "^\\{\\s*[\"']?env[\"']?\\s*[(:]\\s*[\"']?([A-Za-z_][A-Za-z0-9_]*).*$" . "${1}" -}}
{{- if not (hasKey $have $name) -}}
{{- $missing = append $missing (printf "  %s  (%s)" $name $place) -}}
{{- end -}}
{{- end -}}
{{- if regexMatch "<%|%>|<no value>" $code -}}
{{- $problems = append $problems (printf "Template text that nothing has filled in (%s). Render the file with this environment's values first, or write { env(NAME) }." $place) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $missing (not .Values.extraEnvFrom) -}}
{{- $problems = append $problems (printf "The configuration asks for environment variables that nothing sets:\n%s\n  Set them in env, secretEnv, externalSecret.data or extraEnv. Was the environment's file forgotten (helm … -f ENVIRONMENT.yaml)?" (join "\n" $missing)) -}}
{{- end -}}

{{- $monitored := or .Values.monitoring.serviceMonitor.enabled .Values.monitoring.podMonitor.enabled -}}
{{- if and .Values.monitoring.serviceMonitor.enabled .Values.monitoring.podMonitor.enabled -}}
{{- $problems = append $problems "monitoring.serviceMonitor and monitoring.podMonitor are both on: every pod would be counted twice. Keep one." -}}
{{- end -}}
{{- if .Values.networkPolicy.enabled -}}
{{- if and (not .Values.demo) (kindIs "invalid" .Values.networkPolicy.egress) -}}
{{- $problems = append $problems "networkPolicy.egress is not given: name where the configuration goes ([{cidr: 10.0.0.5/32, port: 5432}]; [] for nowhere), or turn networkPolicy off." -}}
{{- end -}}
{{- if and $monitored (not .Values.networkPolicy.metricsFrom) -}}
{{- $problems = append $problems "networkPolicy.metricsFrom is empty while a monitor is on: Prometheus could not reach the admin port. Name its namespace or pods." -}}
{{- end -}}
{{- end -}}
{{- if le (int .Values.terminationGracePeriodSeconds) (int .Values.drainSeconds) -}}
{{- $problems = append $problems (printf "terminationGracePeriodSeconds (%d) is not above drainSeconds (%d): pods would be killed with requests in flight." (int .Values.terminationGracePeriodSeconds) (int .Values.drainSeconds)) -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- $problems = append $problems "autoscaling.minReplicas is above autoscaling.maxReplicas." -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (not .Values.autoscaling.acceptDip) -}}
{{- $live := lookup "apps/v1" "Deployment" .Release.Namespace (include "karto.fullname" .) -}}
{{- $scaler := lookup "autoscaling/v2" "HorizontalPodAutoscaler" .Release.Namespace (include "karto.fullname" .) -}}
{{- if and $live (not $scaler) (gt (int (dig "spec" "replicas" 1 $live)) 1) -}}
{{- $problems = append $problems (printf "autoscaling is switched on in a running release: taking the number of replicas out of the Deployment makes Kubernetes go from %d pods to 1 until the autoscaler acts. See \"Switching autoscaling on\" in docs/upgrade-and-rollback.md, or accept it with autoscaling.acceptDip: true." (int (dig "spec" "replicas" 1 $live))) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- $problems = append $problems "ingress.hosts is empty: name a host, or turn the Ingress off." -}}
{{- end -}}
{{- if and .Values.gateway.enabled (not .Values.gateway.parentRefs) -}}
{{- $problems = append $problems "gateway.parentRefs is empty: name the Gateway, or turn the route off." -}}
{{- end -}}
{{- if and .Values.seed.enabled (not .Values.seed.args) -}}
{{- $problems = append $problems "seed.args is empty: say what to seed, or turn seed off." -}}
{{- end -}}

{{- if $problems -}}
{{- fail (printf "\n\nThese values cannot be deployed:\n\n- %s\n" (join "\n- " $problems)) -}}
{{- end -}}
{{- end -}}
