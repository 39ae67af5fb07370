[# Labels of every object; the two of `selectorLabels` never change, since a selector is immutable. #]
{{- define "[[ name ]].selectorLabels" -}}
app.kubernetes.io/name: [[ name | scalar ]]
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "[[ name ]].labels" -}}
{{ include "[[ name ]].selectorLabels" . }}
app.kubernetes.io/part-of: [[ platform | scalar ]]
app.kubernetes.io/component: [[ kind | scalar ]]
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
