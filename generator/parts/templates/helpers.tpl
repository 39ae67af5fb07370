{{- /* The two labels that a selector names: they never change, since no selector can. */ -}}
{{- define "[[ name ]].selectorLabels" -}}
app.kubernetes.io/name: [[ name | scalar ]]
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- /* The labels of every object. */ -}}
{{- define "[[ name ]].labels" -}}
{{ include "[[ name ]].selectorLabels" . }}
app.kubernetes.io/part-of: [[ platform | scalar ]]
app.kubernetes.io/component: [[ kind | scalar ]]
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
