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
{{- if and .Values.superset.url (or $ca (dig "superset-sync" "targets" "main" "" $config)) }}
{{- $main := dict "url" .Values.superset.url "username" "${SUPERSET_USERNAME:}" "password" "${SUPERSET_PASSWORD:}" "api-key" "${SUPERSET_API_KEY:}" "ca-certificate" $ca }}
{{- $config = mustMergeOverwrite (dict "superset-sync" (dict "targets" (dict "main" $main))) $config }}
{{- end }}
{{- with $config }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/* What the schema cannot say. Called once, by the deployment. */}}
{{- define "superset-sync.check" -}}
{{- if and (gt (int .Values.replicaCount) 1) (ne .Values.database.type "postgresql") }}
{{- fail (printf "replicaCount is %d: the embedded H2 database serves one replica. Set replicaCount to 1, or database.type to postgresql with its url." (int .Values.replicaCount)) }}
{{- end }}
{{- if and (eq .Values.database.type "postgresql") (not .Values.database.url) }}
{{- fail "database.type is postgresql: set database.url, such as jdbc:postgresql://host:5432/superset_sync." }}
{{- end }}
{{- if and (ne .Values.database.type "postgresql") (or .Values.database.url .Values.database.username .Values.database.password) }}
{{- fail "database.url, username and password are for PostgreSQL: set database.type to postgresql, or leave them empty." }}
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
{{- if and .Values.serviceMonitor.enabled (not (or .Values.serviceMonitor.tokenSecret.name (include "superset-sync.secretName" .))) }}
{{- fail "serviceMonitor is enabled and has no token: set serviceMonitor.tokenSecret.name, secret.existingSecret or api.token." }}
{{- end }}
{{- end }}
