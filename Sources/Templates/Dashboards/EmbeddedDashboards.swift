// Generated from dashboards/ by: RECORD_GOLDEN=1 swift test --filter EmbeddedDashboards

/// The sources of the dashboards, with placeholders.
enum EmbeddedDashboards {
    /// `dashboards/cloudwatch.json`.
    static let cloudwatch = #"""
        {
          "start": "-P14D",
          "periodOverride": "inherit",
          "widgets": [
            {
              "type": "text", "x": 0, "y": 0, "width": 24, "height": 2,
              "properties": {
                "markdown": "## @stack@\nIdle at or below **@threshold@ B/s** (recommended **@recommendedThreshold@ B/s**) for **@minutes@ min** (recommended **@recommendedMinutes@ min**). Left up after **@hours@ h** (recommended **@recommendedHours@ h**)."
              }
            },
            {
              "$if": "account",
              "value": {
                "type": "alarm", "x": 0, "y": 2, "width": 24, "height": 2,
                "properties": {
                  "title": "Alarms",
                  "alarms": ["@activityAlarmARN@", "@leftUpAlarmARN@", "@crashAlarmARN@"]
                }
              }
            },
            {
              "type": "metric", "x": 0, "y": 4, "width": 24, "height": 8,
              "properties": {
                "title": "Client traffic against the threshold", "region": "@region@", "view": "timeSeries", "stacked": false,
                "period": 60,
                "metrics": [
                  [{"expression": "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit", "id": "traffic", "label": "Container traffic (B/s)"}],
                  [{"expression": "b_in/PERIOD(b_in)", "id": "traffic_in", "visible": false}],
                  ["AWS/EC2", "NetworkIn", "AutoScalingGroupName", "@scalingGroup@", {"id": "b_in", "stat": "Sum", "visible": false}],
                  [{"expression": "(@volumeSum@)/60", "id": "volumes_out", "visible": false}],
                  {"$each": "volumes", "value": ["AWS/EFS", "DataReadIOBytes", "FileSystemId", "@fileSystem@", {"id": "efs_out_@volume@", "stat": "Sum", "visible": false}]},
                  ["@stack@", "DNSTraffic", "ContainerNameID", "@containerID@", {"id": "dns_hit", "stat": "Maximum", "visible": false}]
                ],
                "annotations": {
                  "horizontal": [
                    {"label": "Threshold", "value": "@threshold@", "color": "#d62728"},
                    {"$if": "recommendation", "value": {"label": "recommended", "value": "@recommendedThreshold@", "color": "#2ca02c"}}
                  ]
                },
                "yAxis": {"left": {"min": 0, "label": "B/s", "showUnits": false}}
              }
            },
            {
              "type": "metric", "x": 0, "y": 12, "width": 24, "height": 4,
              "properties": {
                "title": "Activity: above the threshold (1), idle (0), no data", "region": "@region@", "view": "timeSeries", "stacked": true,
                "period": 60,
                "metrics": [
                  [{"expression": "IF(traffic > @recommendedThreshold@, 1, 0)", "id": "active", "label": "Active at @recommendedThreshold@ B/s", "color": "#2ca02c"}],
                  [{"expression": "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit", "id": "traffic", "visible": false}],
                  [{"expression": "b_in/PERIOD(b_in)", "id": "traffic_in", "visible": false}],
                  ["AWS/EC2", "NetworkIn", "AutoScalingGroupName", "@scalingGroup@", {"id": "b_in", "stat": "Sum", "visible": false}],
                  [{"expression": "(@volumeSum@)/60", "id": "volumes_out", "visible": false}],
                  {"$each": "volumes", "value": ["AWS/EFS", "DataReadIOBytes", "FileSystemId", "@fileSystem@", {"id": "efs_out_@volume@", "stat": "Sum", "visible": false}]},
                  ["@stack@", "DNSTraffic", "ContainerNameID", "@containerID@", {"id": "dns_hit", "stat": "Maximum", "visible": false}]
                ],
                "yAxis": {"left": {"min": 0, "max": 1, "showUnits": false}}
              }
            },
            {
              "type": "metric", "x": 0, "y": 16, "width": 8, "height": 6,
              "properties": {
                "title": "DNS hits", "region": "@region@", "view": "timeSeries", "stacked": false, "period": 300,
                "metrics": [
                  ["@stack@", "DNSTraffic", "ContainerNameID", "@containerID@", {"stat": "SampleCount", "label": "Queries that start the server"}]
                ],
                "yAxis": {"left": {"min": 0, "label": "queries", "showUnits": false}}
              }
            },
            {
              "type": "metric", "x": 8, "y": 16, "width": 8, "height": 6,
              "properties": {
                "title": "Instance up", "region": "@region@", "view": "timeSeries", "stacked": true, "period": 60,
                "metrics": [
                  [{"expression": "network_in >= 0", "id": "up", "label": "Instance is up"}],
                  ["AWS/EC2", "NetworkIn", "AutoScalingGroupName", "@scalingGroup@", {"id": "network_in", "stat": "Sum", "visible": false}]
                ],
                "yAxis": {"left": {"min": 0, "max": 1, "showUnits": false}}
              }
            },
            {
              "type": "metric", "x": 16, "y": 16, "width": 8, "height": 6,
              "properties": {
                "title": "Hours and cost per day", "region": "@region@", "view": "timeSeries", "stacked": false, "period": 86400,
                "metrics": [
                  [{"expression": "minutes/60", "id": "hours", "label": "Hours up", "yAxis": "right"}],
                  {"$if": "price", "value": [{"expression": "minutes/60*@price@", "id": "cost", "label": "Instance, @currency@ at @price@ an hour"}]},
                  ["AWS/EC2", "NetworkIn", "AutoScalingGroupName", "@scalingGroup@", {"id": "minutes", "stat": "SampleCount", "visible": false}]
                ],
                "yAxis": {"left": {"min": 0, "label": "@currency@", "showUnits": false}, "right": {"min": 0, "label": "h", "showUnits": false}}
              }
            }
          ]
        }

        """#
    /// `dashboards/grafana.json`.
    static let grafana = #"""
        {
          "__inputs": [
            {"name": "DS_CLOUDWATCH", "label": "CloudWatch", "description": "The account of the leaf.", "type": "datasource", "pluginId": "cloudwatch", "pluginName": "CloudWatch"}
          ],
          "__requires": [
            {"type": "datasource", "id": "cloudwatch", "name": "CloudWatch", "version": "1.0.0"},
            {"type": "panel", "id": "timeseries", "name": "Time series", "version": ""},
            {"type": "panel", "id": "state-timeline", "name": "State timeline", "version": ""},
            {"type": "panel", "id": "barchart", "name": "Bar chart", "version": ""},
            {"type": "panel", "id": "text", "name": "Text", "version": ""}
          ],
          "uid": "@uid@",
          "title": "@stack@ watchdog",
          "tags": ["leafwatch", "container-manager"],
          "schemaVersion": 39,
          "version": 1,
          "editable": true,
          "timezone": "utc",
          "refresh": "",
          "time": {"from": "now-14d", "to": "now"},
          "templating": {"list": []},
          "annotations": {
            "list": [
              {
                "name": "Alarms", "enable": true, "iconColor": "red",
                "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"},
                "target": {
                  "queryMode": "Annotations", "refId": "Alarms", "region": "@region@", "namespace": "", "metricName": "",
                  "dimensions": {}, "statistic": "Average", "period": "", "prefixMatching": true,
                  "actionPrefix": "", "alarmNamePrefix": "Container Activity - [@stack@]"
                }
              },
              {
                "name": "Left up", "enable": true, "iconColor": "orange",
                "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"},
                "target": {
                  "queryMode": "Annotations", "refId": "LeftUp", "region": "@region@", "namespace": "", "metricName": "",
                  "dimensions": {}, "statistic": "Average", "period": "", "prefixMatching": true,
                  "actionPrefix": "", "alarmNamePrefix": "Instance Left Up - [@stack@]"
                }
              }
            ]
          },
          "panels": [
            {
              "id": 1, "type": "text", "title": "", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 3},
              "options": {"mode": "markdown", "content": "## @stack@\nIdle at or below **@threshold@ B/s** (recommended **@recommendedThreshold@ B/s**) for **@minutes@ min** (recommended **@recommendedMinutes@ min**). Left up after **@hours@ h** (recommended **@recommendedHours@ h**)."}
            },
            {
              "id": 2, "type": "timeseries", "title": "Client traffic against the threshold", "gridPos": {"x": 0, "y": 3, "w": 24, "h": 9},
              "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"},
              "fieldConfig": {
                "defaults": {
                  "unit": "Bps", "min": 0,
                  "custom": {"thresholdsStyle": {"mode": "line"}, "spanNulls": false},
                  "thresholds": {
                    "mode": "absolute",
                    "steps": [
                      {"color": "blue", "value": null},
                      {"color": "red", "value": "@threshold@"},
                      {"$if": "recommendation", "value": {"color": "green", "value": "@recommendedThreshold@"}}
                    ]
                  }
                },
                "overrides": []
              },
              "options": {"legend": {"displayMode": "list", "placement": "bottom", "showLegend": true}, "tooltip": {"mode": "multi"}},
              "targets": [
                {"refId": "traffic", "id": "traffic", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "60", "expression": "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit", "label": "Container traffic", "hide": false, "matchExact": true},
                {"refId": "traffic_in", "id": "traffic_in", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "60", "expression": "b_in/PERIOD(b_in)", "label": "", "hide": true, "matchExact": true},
                {"refId": "b_in", "id": "b_in", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "AWS/EC2", "metricName": "NetworkIn", "dimensions": {"AutoScalingGroupName": ["@scalingGroup@"]}, "statistic": "Sum", "period": "60", "expression": "", "label": "", "hide": true, "matchExact": true},
                {"refId": "volumes_out", "id": "volumes_out", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "60", "expression": "(@volumeSum@)/60", "label": "", "hide": true, "matchExact": true},
                {"$each": "volumes", "value": {"refId": "efs_out_@volume@", "id": "efs_out_@volume@", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "AWS/EFS", "metricName": "DataReadIOBytes", "dimensions": {"FileSystemId": ["@fileSystem@"]}, "statistic": "Sum", "period": "60", "expression": "", "label": "", "hide": true, "matchExact": true}},
                {"refId": "dns_hit", "id": "dns_hit", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "@stack@", "metricName": "DNSTraffic", "dimensions": {"ContainerNameID": ["@containerID@"]}, "statistic": "Maximum", "period": "60", "expression": "", "label": "", "hide": true, "matchExact": true}
              ]
            },
            {
              "id": 3, "type": "state-timeline", "title": "Activity: above the recommended threshold, idle, no data", "gridPos": {"x": 0, "y": 12, "w": 24, "h": 4},
              "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"},
              "fieldConfig": {
                "defaults": {
                  "mappings": [
                    {"type": "value", "options": {"0": {"text": "idle", "color": "orange", "index": 0}, "1": {"text": "active", "color": "green", "index": 1}}}
                  ]
                },
                "overrides": []
              },
              "options": {"mergeValues": true, "showValue": "never", "legend": {"displayMode": "list", "placement": "bottom", "showLegend": true}},
              "targets": [
                {"refId": "active", "id": "active", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "60", "expression": "IF(traffic > @recommendedThreshold@, 1, 0)", "label": "Active", "hide": false, "matchExact": true},
                {"refId": "traffic", "id": "traffic", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "60", "expression": "IF(traffic_in - volumes_out > 0, traffic_in - volumes_out) + dns_hit", "label": "", "hide": true, "matchExact": true},
                {"refId": "traffic_in", "id": "traffic_in", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "60", "expression": "b_in/PERIOD(b_in)", "label": "", "hide": true, "matchExact": true},
                {"refId": "b_in", "id": "b_in", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "AWS/EC2", "metricName": "NetworkIn", "dimensions": {"AutoScalingGroupName": ["@scalingGroup@"]}, "statistic": "Sum", "period": "60", "expression": "", "label": "", "hide": true, "matchExact": true},
                {"refId": "volumes_out", "id": "volumes_out", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "60", "expression": "(@volumeSum@)/60", "label": "", "hide": true, "matchExact": true},
                {"$each": "volumes", "value": {"refId": "efs_out_@volume@", "id": "efs_out_@volume@", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "AWS/EFS", "metricName": "DataReadIOBytes", "dimensions": {"FileSystemId": ["@fileSystem@"]}, "statistic": "Sum", "period": "60", "expression": "", "label": "", "hide": true, "matchExact": true}},
                {"refId": "dns_hit", "id": "dns_hit", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "@stack@", "metricName": "DNSTraffic", "dimensions": {"ContainerNameID": ["@containerID@"]}, "statistic": "Maximum", "period": "60", "expression": "", "label": "", "hide": true, "matchExact": true}
              ]
            },
            {
              "id": 4, "type": "timeseries", "title": "DNS hits", "gridPos": {"x": 0, "y": 16, "w": 8, "h": 7},
              "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"},
              "fieldConfig": {"defaults": {"unit": "short", "min": 0, "custom": {"drawStyle": "bars", "fillOpacity": 60}}, "overrides": []},
              "options": {"legend": {"displayMode": "list", "placement": "bottom", "showLegend": true}, "tooltip": {"mode": "multi"}},
              "targets": [
                {"refId": "queries", "id": "queries", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "@stack@", "metricName": "DNSTraffic", "dimensions": {"ContainerNameID": ["@containerID@"]}, "statistic": "SampleCount", "period": "300", "expression": "", "label": "Queries that start the server", "hide": false, "matchExact": true}
              ]
            },
            {
              "id": 5, "type": "state-timeline", "title": "Instance up", "gridPos": {"x": 8, "y": 16, "w": 8, "h": 7},
              "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"},
              "fieldConfig": {
                "defaults": {"mappings": [{"type": "value", "options": {"1": {"text": "up", "color": "green", "index": 0}}}]},
                "overrides": []
              },
              "options": {"mergeValues": true, "showValue": "never", "legend": {"displayMode": "list", "placement": "bottom", "showLegend": true}},
              "targets": [
                {"refId": "up", "id": "up", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "60", "expression": "network_in >= 0", "label": "Instance", "hide": false, "matchExact": true},
                {"refId": "network_in", "id": "network_in", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "AWS/EC2", "metricName": "NetworkIn", "dimensions": {"AutoScalingGroupName": ["@scalingGroup@"]}, "statistic": "Sum", "period": "60", "expression": "", "label": "", "hide": true, "matchExact": true}
              ]
            },
            {
              "id": 6, "type": "timeseries", "title": "Hours and cost per day", "gridPos": {"x": 16, "y": 16, "w": 8, "h": 7},
              "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"},
              "fieldConfig": {"defaults": {"unit": "short", "min": 0, "decimals": 2, "custom": {"drawStyle": "bars", "fillOpacity": 60}}, "overrides": []},
              "options": {"legend": {"displayMode": "list", "placement": "bottom", "showLegend": true}, "tooltip": {"mode": "multi"}},
              "targets": [
                {"refId": "hours", "id": "hours", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "86400", "expression": "minutes/60", "label": "Hours up", "hide": false, "matchExact": true},
                {"$if": "price", "value": {"refId": "cost", "id": "cost", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 1, "region": "@region@", "namespace": "", "metricName": "", "dimensions": {}, "statistic": "Sum", "period": "86400", "expression": "minutes/60*@price@", "label": "Instance, @currency@ at @price@ an hour", "hide": false, "matchExact": true}},
                {"refId": "minutes", "id": "minutes", "datasource": {"type": "cloudwatch", "uid": "${DS_CLOUDWATCH}"}, "queryMode": "Metrics", "metricQueryType": 0, "metricEditorMode": 0, "region": "@region@", "namespace": "AWS/EC2", "metricName": "NetworkIn", "dimensions": {"AutoScalingGroupName": ["@scalingGroup@"]}, "statistic": "SampleCount", "period": "86400", "expression": "", "label": "", "hide": true, "matchExact": true}
              ]
            }
          ]
        }

        """#
}
