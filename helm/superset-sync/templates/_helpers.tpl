{{- define "superset-sync.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "superset-sync.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains (include "superset-sync.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "superset-sync.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "superset-sync.selectorLabels" -}}
app.kubernetes.io/name: {{ include "superset-sync.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "superset-sync.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "superset-sync.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "superset-sync.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "superset-sync.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* The credentials of the values, by environment variable: a YAML mapping, empty if there are none. */}}
{{- define "superset-sync.credentials" -}}
{{- with .Values.superset.password }}
SUPERSET_PASSWORD: {{ . | quote }}
{{- end }}
{{- with .Values.superset.apiKey }}
SUPERSET_API_KEY: {{ . | quote }}
{{- end }}
{{- with .Values.api.token }}
SUPERSET_SYNC_TOKEN: {{ . | quote }}
{{- end }}
{{- with .Values.database.password }}
SPRING_DATASOURCE_PASSWORD: {{ . | quote }}
{{- end }}
{{- end }}

{{/* The Secret that the pods take their credentials from; empty if there is none. */}}
{{- define "superset-sync.secretName" -}}
{{- if .Values.secret.existingSecret }}
{{- .Values.secret.existingSecret }}
{{- else if include "superset-sync.credentials" . | trim }}
{{- include "superset-sync.fullname" . }}
{{- end }}
{{- end }}

{{/* Where the certificate authority is in the container; empty if there is none. */}}
{{- define "superset-sync.caFile" -}}
{{- if or .Values.customCa.configMap .Values.customCa.secret }}
{{- printf "/app/certificates/%s" .Values.customCa.key }}
{{- end }}
{{- end }}

{{/*
The service's application.yaml. The short way to configure a target knows nothing but its address and sign-in: with a certificate authority, or with
more about "main" in `config`, the same target is written out, and still takes its sign-in from the environment.
*/}}
{{- define "superset-sync.config" -}}
{{- $config := deepCopy .Values.config }}
{{- $ca := include "superset-sync.caFile" . }}
{{- if .Values.secret.mountAsFiles }}
{{- $files := dict "spring" (dict "config" (dict "import" "configtree:/run/secrets/superset-sync/")) "superset-sync" (dict "token" "${SUPERSET_SYNC_TOKEN:}") }}
{{- if and (eq .Values.database.type "postgresql") (not .Values.database.existingSecret) }}
{{- $_ := set $files.spring "datasource" (dict "password" "${SPRING_DATASOURCE_PASSWORD:}") }}
{{- end }}
{{- $config = mustMergeOverwrite $files $config }}
{{- end }}
{{- if and .Values.superset.url (or $ca (dig "superset-sync" "targets" "main" "" $config)) }}
{{- $main := dict "url" .Values.superset.url "username" "${SUPERSET_USERNAME:}" "password" "${SUPERSET_PASSWORD:}" "api-key" "${SUPERSET_API_KEY:}" "ca-certificate" $ca }}
{{- $config = mustMergeOverwrite (dict "superset-sync" (dict "targets" (dict "main" $main))) $config }}
{{- end }}
{{- with $config }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/* Whether there are several replicas at times; empty if not. */}}
{{- define "superset-sync.replicated" -}}
{{- if or (gt (int .Values.replicaCount) 1) .Values.autoscaling.enabled }}true{{- end }}
{{- end }}

{{/* The labels of the pods of the CronJob, which the service must not select. */}}
{{- define "superset-sync.cronLabels" -}}
app.kubernetes.io/name: {{ include "superset-sync.name" . }}-cron
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* What the pods of the service and of the CronJob have in common. */}}
{{- define "superset-sync.pod" -}}
serviceAccountName: {{ include "superset-sync.serviceAccountName" . }}
automountServiceAccountToken: false
# Kubernetes would add variables named after services, such as SUPERSET_SYNC_PORT, which are no settings of ours.
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "superset-sync.container" -}}
image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- toYaml .Values.securityContext | nindent 2 }}
{{- end }}

{{/* Where Superset and the storage are. */}}
{{- define "superset-sync.env" -}}
{{- with .Values.api.tokensSecret }}
{{- if .name }}
- name: SUPERSETSYNC_TOKENSFILE
  value: /app/callers/{{ .key }}
{{- end }}
{{- end }}
- name: SUPERSET_SYNC_DATA_DIR
  value: /data
{{- with .Values.superset.url }}
- name: SUPERSET_URL
  value: {{ . | quote }}
{{- end }}
{{- with .Values.superset.username }}
- name: SUPERSET_USERNAME
  value: {{ . | quote }}
{{- end }}
{{- if eq .Values.database.type "postgresql" }}
- name: SPRING_DATASOURCE_URL
  value: {{ .Values.database.url | quote }}
{{- if and .Values.database.existingSecret .Values.database.usernameKey }}
- name: SPRING_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ .Values.database.existingSecret }}
      key: {{ .Values.database.usernameKey }}
{{- else if .Values.database.username }}
- name: SPRING_DATASOURCE_USERNAME
  value: {{ .Values.database.username | quote }}
{{- end }}
{{- with .Values.database.existingSecret }}
- name: SPRING_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $.Values.database.passwordKey }}
{{- end }}
{{- end }}
{{- end }}

{{/* The credentials as variables, unless they are files. */}}
{{- define "superset-sync.envFrom" -}}
{{- $secret := and (not .Values.secret.mountAsFiles) (include "superset-sync.secretName" .) }}
{{- if or $secret .Values.extraEnvFrom }}
envFrom:
  {{- with $secret }}
  - secretRef:
      name: {{ . }}
  {{- end }}
  {{- with .Values.extraEnvFrom }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "superset-sync.volumeMounts" -}}
{{- if .Values.api.tokensSecret.name }}
- {name: callers, mountPath: /app/callers, readOnly: true}
{{- end }}
- {name: data, mountPath: /data}
- {name: tmp, mountPath: /tmp}
{{- if include "superset-sync.config" . }}
- {name: config, mountPath: /app/config, readOnly: true}
{{- end }}
{{- if include "superset-sync.caFile" . }}
- {name: certificates, mountPath: /app/certificates, readOnly: true}
{{- end }}
{{- if .Values.secret.mountAsFiles }}
- {name: credentials, mountPath: /run/secrets/superset-sync, readOnly: true}
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "superset-sync.volumes" -}}
{{- with .Values.api.tokensSecret.name }}
- name: callers
  secret:
    secretName: {{ . }}
{{- end }}
- name: data
  {{- if and .Values.persistence.enabled (ne .Values.database.type "postgresql") }}
  persistentVolumeClaim:
    claimName: {{ .Values.persistence.existingClaim | default (include "superset-sync.fullname" .) }}
  {{- else }}
  emptyDir: {}
  {{- end }}
- name: tmp
  emptyDir: {}
{{- if include "superset-sync.config" . }}
- name: config
  configMap:
    name: {{ include "superset-sync.fullname" . }}
{{- end }}
{{- with .Values.customCa.configMap }}
- name: certificates
  configMap:
    name: {{ . }}
{{- end }}
{{- with .Values.customCa.secret }}
- name: certificates
  secret:
    secretName: {{ . }}
{{- end }}
{{- if .Values.secret.mountAsFiles }}
- name: credentials
  secret:
    secretName: {{ include "superset-sync.secretName" . }}
    defaultMode: 0440
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* For how many seconds a run at work may go on when the service is stopped; 0 if that is not written in seconds or minutes. */}}
{{- define "superset-sync.graceSeconds" -}}
{{- $grace := dig "superset-sync" "queue" "grace" "30s" .Values.config | toString }}
{{- if regexMatch "^[0-9]+m$" $grace }}{{ mul 60 (trimSuffix "m" $grace) }}{{ else if regexMatch "^[0-9]+s$" $grace }}{{ trimSuffix "s" $grace }}{{ else }}0{{ end }}
{{- end }}

{{/* What the schema cannot say. Called once, by the deployment. */}}
{{- define "superset-sync.check" -}}
{{- if and .Values.autoscaling.enabled (ne .Values.database.type "postgresql") }}
{{- fail "autoscaling makes several replicas: the embedded H2 database serves one. Set database.type to postgresql with its url." }}
{{- end }}
{{- $grace := int (include "superset-sync.graceSeconds" .) }}
{{- if le (int .Values.terminationGracePeriodSeconds) (add $grace 10 | int) }}
{{- fail (printf "terminationGracePeriodSeconds is %d: a run at work may go on for %d seconds (superset-sync.queue.grace), and what the service does after that needs more than ten." (int .Values.terminationGracePeriodSeconds) $grace) }}
{{- end }}
{{- if and .Values.database.existingSecret .Values.database.password }}
{{- fail "The password of PostgreSQL comes from database.existingSecret or from database.password: leave one empty." }}
{{- end }}
{{- if and .Values.secret.mountAsFiles (not (include "superset-sync.secretName" .)) }}
{{- fail "secret.mountAsFiles has nothing to mount: set secret.existingSecret or the credentials." }}
{{- end }}
{{- if and .Values.cronJob.enabled .Values.server.enabled (not .Values.cronJob.useServer) (ne .Values.database.type "postgresql") }}
{{- fail "The CronJob cannot open the H2 database of the service: set cronJob.useServer to true, server.enabled to false, or database.type to postgresql." }}
{{- end }}
{{- if and .Values.cronJob.enabled .Values.cronJob.useServer (not .Values.server.enabled) }}
{{- fail "cronJob.useServer needs the service: set server.enabled to true." }}
{{- end }}
{{- if and .Values.cronJob.enabled .Values.cronJob.useServer (not (or .Values.cronJob.tokenSecret.name .Values.secret.existingSecret .Values.api.token)) }}
{{- fail "The CronJob has no token for the service: set cronJob.tokenSecret.name, secret.existingSecret or api.token." }}
{{- end }}
{{- if not (or .Values.server.enabled .Values.cronJob.enabled) }}
{{- fail "Nothing would run: set server.enabled or cronJob.enabled to true." }}
{{- end }}
{{- if and (gt (int .Values.replicaCount) 1) (ne .Values.database.type "postgresql") }}
{{- fail (printf "replicaCount is %d: the embedded H2 database serves one replica. Set replicaCount to 1, or database.type to postgresql with its url." (int .Values.replicaCount)) }}
{{- end }}
{{- if and (eq .Values.database.type "postgresql") (not .Values.database.url) }}
{{- fail "database.type is postgresql: set database.url, such as jdbc:postgresql://host:5432/superset_sync." }}
{{- end }}
{{- if and (ne .Values.database.type "postgresql") (or .Values.database.url .Values.database.username .Values.database.password .Values.database.existingSecret) }}
{{- fail "database.url, username, password and existingSecret are for PostgreSQL: set database.type to postgresql, or leave them empty." }}
{{- end }}
{{- if and .Values.secret.existingSecret (include "superset-sync.credentials" . | trim) }}
{{- fail "Credentials come either from secret.existingSecret or from superset.password, superset.apiKey, api.token and database.password: leave those empty, and put them into the existing Secret." }}
{{- end }}
{{- if and .Values.superset.password .Values.superset.apiKey }}
{{- fail "Superset is signed in to with superset.password or with superset.apiKey: leave one empty." }}
{{- end }}
{{- if and .Values.customCa.configMap .Values.customCa.secret }}
{{- fail "The certificate authority comes from customCa.configMap or from customCa.secret: leave one empty." }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled (not (or .Values.serviceMonitor.tokenSecret.name .Values.secret.existingSecret .Values.api.token)) }}
{{- fail "serviceMonitor is enabled and has no token: set serviceMonitor.tokenSecret.name, secret.existingSecret or api.token." }}
{{- end }}
{{- end }}
