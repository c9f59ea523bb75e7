// Package programs requires the programs of a Kubernetes control plane in one module, so that they share their
// dependencies. k8s.io/kubernetes is not meant to be required: its go.mod refers to directories that its module omits,
// which the replacements in our go.mod provide.
package programs

import (
	_ "go.etcd.io/etcd/server/v3/etcdmain"
	_ "k8s.io/kubernetes/cmd/kube-apiserver/app"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)
